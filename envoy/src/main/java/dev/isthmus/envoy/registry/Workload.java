package dev.isthmus.envoy.registry;

import java.util.Map;

/**
 * A pod or a WorkloadEntry that services may select.
 *
 * @param endpoint its address, labels and identity; port and port name mean nothing
 * @param ports its own port numbers by the name of a service's port
 */
record Workload(MeshEndpoint endpoint, Map<String, Integer> ports) {}
