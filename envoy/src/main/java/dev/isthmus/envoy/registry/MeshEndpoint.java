package dev.isthmus.envoy.registry;

import java.util.Map;

/**
 * One endpoint of a port of a service.
 *
 * @param address an IP address, a name for services that DNS resolves, or empty
 * @param port its port
 * @param portName the name of the service's port
 * @param labels its labels, with those of its place
 * @param locality {@code region[/zone[/subzone]]}, or empty
 * @param weight its weight; 0: none given
 * @param mutualTls whether it takes Istio's mutual TLS
 * @param identity the SPIFFE identity of the workload, or empty
 * @param workload the workload's name, or empty
 * @param namespace the workload's namespace, or empty
 * @param health what is known of its health
 */
public record MeshEndpoint(
    String address,
    int port,
    String portName,
    Map<String, String> labels,
    String locality,
    int weight,
    boolean mutualTls,
    String identity,
    String workload,
    String namespace,
    Health health) {
  public static final String TLS_MODE = "security.istio.io/tlsMode";

  public MeshEndpoint {
    labels = Map.copyOf(labels);
  }

  MeshEndpoint at(int newPort, String newPortName) {
    return new MeshEndpoint(
        address,
        newPort,
        newPortName,
        labels,
        locality,
        weight,
        mutualTls,
        identity,
        workload,
        namespace,
        health);
  }

  public boolean hasLabels(Map<String, String> wanted) {
    return labels.entrySet().containsAll(wanted.entrySet());
  }
}
