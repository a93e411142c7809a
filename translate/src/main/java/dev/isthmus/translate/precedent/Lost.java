package dev.isthmus.translate.precedent;

/**
 * That a workspace does not hold a title any more.
 *
 * @param workspace who held it
 * @param cluster where the object is by which it did; empty: the management cluster
 */
public record Lost(Title title, String workspace, String cluster) {}
