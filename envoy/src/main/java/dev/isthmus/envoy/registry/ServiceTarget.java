package dev.isthmus.envoy.registry;

/**
 * A port of a workload that a service leads to.
 *
 * @param service the service
 * @param port the service's port
 * @param targetPort the workload's port
 */
public record ServiceTarget(MeshService service, MeshPort port, int targetPort) {}
