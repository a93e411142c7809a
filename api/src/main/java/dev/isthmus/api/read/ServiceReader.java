package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Meta;
import dev.isthmus.api.core.LoadBalancerIngress;
import dev.isthmus.api.core.PortProtocol;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.core.ServicePort;
import dev.isthmus.api.core.ServiceType;
import dev.isthmus.api.core.TargetPort;
import java.util.ArrayList;
import java.util.List;

/** Reads Services. */
final class ServiceReader {

  private static final String NONE = "None";

  private ServiceReader() {}

  static Service read(Meta meta, Tree spec, Tree status, MetaReader metas) {
    String ip = spec.own("clusterIP");
    List<String> ips = new ArrayList<>(spec.texts("clusterIPs"));
    if (ips.isEmpty() && !ip.isEmpty()) {
      ips.add(ip);
    }
    boolean headless = ips.contains(NONE);
    return new Service(
        meta,
        spec.choice("type", ServiceType.CLUSTER_IP),
        headless ? List.of() : ips,
        headless,
        spec.own("externalName"),
        spec.texts("externalIPs"),
        spec.selector("selector", metas),
        ports(spec),
        ingress(status.child("loadBalancer")),
        spec.flag("publishNotReadyAddresses"));
  }

  private static List<ServicePort> ports(Tree spec) {
    List<ServicePort> ports = new ArrayList<>();
    for (Tree port : spec.items("ports")) {
      int number = port.port("port");
      if (number != 0) {
        ports.add(
            new ServicePort(
                port.text("name"),
                number,
                port.choice("protocol", PortProtocol.TCP),
                port.text("appProtocol"),
                port.port("nodePort"),
                target(port, number)));
      }
    }
    return ports;
  }

  /** A number or a name; a Service without one uses its own number. */
  private static TargetPort target(Tree port, int number) {
    JsonNode target = port.node().path("targetPort");
    if (target.isTextual() && !target.textValue().isEmpty()) {
      return new TargetPort(0, port.text("targetPort"));
    }
    int given = target.isTextual() ? 0 : port.port("targetPort");
    return new TargetPort(given == 0 ? number : given, "");
  }

  private static List<LoadBalancerIngress> ingress(Tree loadBalancer) {
    List<LoadBalancerIngress> ingress = new ArrayList<>();
    for (Tree entry : loadBalancer.items("ingress")) {
      LoadBalancerIngress address = new LoadBalancerIngress(entry.own("ip"), entry.own("hostname"));
      if (!address.ip().isEmpty() || !address.hostname().isEmpty()) {
        ingress.add(address);
      }
    }
    return ingress;
  }
}
