package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;
import java.util.List;
import java.util.SortedMap;

/**
 * A Service of a cluster.
 *
 * @param meta its metadata
 * @param type its type
 * @param clusterIps its own addresses; empty when it is headless or a name
 * @param headless whether it has no address of its own ({@code None}): clients see the pods
 * @param externalName the name that it stands for, or empty
 * @param externalIps addresses given by the user
 * @param selector labels of the pods behind it; empty: none are selected
 * @param ports its ports
 * @param ingress addresses of its load balancer
 * @param publishNotReadyAddresses whether pods that are not ready count
 */
public record Service(
    Meta meta,
    ServiceType type,
    List<String> clusterIps,
    boolean headless,
    String externalName,
    List<String> externalIps,
    SortedMap<String, String> selector,
    List<ServicePort> ports,
    List<LoadBalancerIngress> ingress,
    boolean publishNotReadyAddresses)
    implements Resource {

  public Service {
    requireNonNull(meta, "meta");
    requireNonNull(type, "type");
    clusterIps = List.copyOf(clusterIps);
    requireNonNull(externalName, "externalName");
    externalIps = List.copyOf(externalIps);
    selector = Labels.copyOf(selector);
    ports = List.copyOf(ports);
    ingress = List.copyOf(ingress);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.SERVICE;
  }
}
