package dev.isthmus.api.gloo.networking;

/**
 * A part of the route could not be read, so what its owner wanted is not known: the route is
 * broken, and what it matches must not go to later routes.
 */
public record UnreadableAction() implements HttpAction {}
