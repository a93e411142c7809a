package dev.isthmus.kubesim;

/**
 * A request, as rights and faults see it.
 *
 * @param user who asks
 * @param verb {@code get}, {@code list}, {@code watch}, {@code create}, {@code update}, {@code
 *     patch}, {@code delete} or {@code deletecollection}; for paths that are no objects {@code get}
 * @param resource the resource's plural and group, such as {@code
 *     serviceentries.networking.istio.io}; for other paths the path
 * @param namespace the namespace; empty for none, or all
 * @param name the object's name; empty where none is named
 * @param subresource {@code status}, or empty
 * @param nextPage whether a list is asked to go on
 */
public record ApiCall(
    String user,
    String verb,
    String resource,
    String namespace,
    String name,
    String subresource,
    boolean nextPage) {}
