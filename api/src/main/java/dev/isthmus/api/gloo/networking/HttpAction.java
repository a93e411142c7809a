package dev.isthmus.api.gloo.networking;

/** What happens to the requests of a route. */
public sealed interface HttpAction
    permits ForwardTo, Delegate, Redirect, DirectResponse, GraphQl, UnreadableAction {}
