package dev.isthmus.api.read;

import dev.isthmus.api.Meta;
import dev.isthmus.api.core.Endpoint;
import dev.isthmus.api.core.EndpointPort;
import dev.isthmus.api.core.EndpointSlice;
import dev.isthmus.api.core.PortProtocol;
import java.util.ArrayList;
import java.util.List;

/** Reads EndpointSlices; their fields stand at the root of the object. */
final class EndpointSliceReader {

  private static final String SERVICE = "kubernetes.io/service-name";

  private EndpointSliceReader() {}

  static EndpointSlice read(Meta meta, Tree root) {
    List<EndpointPort> ports = new ArrayList<>();
    for (Tree port : root.items("ports")) {
      ports.add(
          new EndpointPort(
              port.text("name"),
              port.port("port"),
              port.choice("protocol", PortProtocol.TCP),
              port.text("appProtocol")));
    }
    List<Endpoint> endpoints = root.items("endpoints").stream().map(e -> endpoint(e)).toList();
    return new EndpointSlice(
        meta, meta.labels().getOrDefault(SERVICE, ""), root.interner().list(ports), endpoints);
  }

  private static Endpoint endpoint(Tree endpoint) {
    Tree conditions = endpoint.child("conditions");
    boolean ready = conditions.flagOrAbsent("ready");
    boolean served = conditions.node().path("serving").isBoolean();
    Tree target = endpoint.child("targetRef");
    return new Endpoint(
        endpoint.texts("addresses"),
        ready,
        served ? conditions.flag("serving") : ready,
        conditions.flag("terminating"),
        endpoint.text("nodeName"),
        endpoint.text("zone"),
        endpoint.own("hostname"),
        target.own("kind").equals("Pod") ? target.own("name") : "");
  }
}
