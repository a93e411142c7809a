package dev.isthmus.translate.resolve;

/**
 * That a namespace belongs to a workspace.
 *
 * @param workspace the workspace
 * @param configEnabled whether configuration objects in it count
 * @param ambient whether it is in the ambient mesh: nothing is written to it
 * @param trustDomain the trust domain of its workloads
 */
public record Membership(
    String workspace, boolean configEnabled, boolean ambient, String trustDomain) {}
