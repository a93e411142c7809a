package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.core.ContainerPort;
import dev.isthmus.api.core.OwnerReference;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.PodPhase;
import dev.isthmus.api.core.PodProxy;
import dev.isthmus.api.core.PortProtocol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pods: most of what a large mesh has. */
final class PodReader {

  private static final String INJECTED = "sidecar.istio.io/status";

  private static final String PROXY = "istio-proxy";

  private final MetaReader metas;

  PodReader(MetaReader metas) {
    this.metas = metas;
  }

  Pod read(ObjectKey key, JsonNode metadata, Tree spec, Tree status) {
    PodPhase phase = status.choice("phase", PodPhase.UNKNOWN);
    Meta meta = metas.readSmall(key, metadata, spec.scope(), PodReader::isWanted);
    String account = spec.text("serviceAccountName");
    return new Pod(
        meta,
        account.isEmpty() ? "default" : account,
        spec.text("nodeName"),
        addresses(status),
        spec.flag("hostNetwork"),
        phase,
        isReady(status, phase),
        metadata.path("deletionTimestamp").isTextual(),
        owner(metadata, spec.interner()),
        proxy(metadata, spec.node()),
        spec.interner().list(namedPorts(spec)));
  }

  /** Annotations of Istio say how the proxy is set up; its status is long and told by a flag. */
  static boolean isWanted(String annotation) {
    int slash = annotation.indexOf('/');
    return slash >= 0
        && annotation.startsWith("istio.io", slash - "istio.io".length())
        && !annotation.equals(INJECTED);
  }

  private static List<String> addresses(Tree status) {
    List<String> addresses = new ArrayList<>(1);
    for (Tree ip : status.items("podIPs")) {
      addresses.add(ip.own("ip"));
    }
    String only = status.own("podIP");
    if (addresses.isEmpty() && !only.isEmpty()) {
      addresses.add(only);
    }
    return addresses;
  }

  private static boolean isReady(Tree status, PodPhase phase) {
    for (JsonNode condition : status.node().path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return phase == PodPhase.RUNNING;
  }

  /**
   * Istio's proxy is the container {@code istio-proxy}, also as an initial container that stays.
   * Its arguments say for what it is; where they are not shown, a proxy alone in its pod is a
   * gateway. A pod that only says that it was injected has a sidecar.
   */
  private static PodProxy proxy(JsonNode metadata, JsonNode spec) {
    for (JsonNode container : spec.path("initContainers")) {
      if (container.path("name").asText().equals(PROXY)) {
        return proxy(container, false);
      }
    }
    JsonNode containers = spec.path("containers");
    for (JsonNode container : containers) {
      if (container.path("name").asText().equals(PROXY)) {
        return proxy(container, containers.size() == 1);
      }
    }
    return metadata.path("annotations").has(INJECTED) ? PodProxy.SIDECAR : PodProxy.NONE;
  }

  private static PodProxy proxy(JsonNode container, boolean alone) {
    JsonNode args = container.path("args");
    if (!args.path(0).asText().equals("proxy")) {
      return alone ? PodProxy.GATEWAY : PodProxy.SIDECAR;
    }
    return switch (args.path(1).asText()) {
      case "router" -> PodProxy.GATEWAY;
      case "ztunnel", "waypoint" -> PodProxy.NONE;
      default -> PodProxy.SIDECAR;
    };
  }

  /** The owner that is a controller, else the only one. */
  private static @Nullable OwnerReference owner(JsonNode metadata, Interner interner) {
    JsonNode owners = metadata.path("ownerReferences");
    for (JsonNode owner : owners) {
      if (owner.path("controller").asBoolean(false) || owners.size() == 1) {
        return new OwnerReference(
            interner.text(owner.path("kind").asText("")),
            interner.text(owner.path("name").asText("")));
      }
    }
    return null;
  }

  private static List<ContainerPort> namedPorts(Tree spec) {
    List<ContainerPort> ports = new ArrayList<>();
    for (String containers : List.of("initContainers", "containers")) {
      for (Tree container : spec.items(containers)) {
        ports(container, ports, true);
      }
    }
    return ports;
  }

  /** Adds the ports that a container declares, all or those with a name. */
  static void ports(Tree container, List<ContainerPort> ports, boolean named) {
    for (Tree port : container.items("ports")) {
      String name = port.text("name");
      if (!named || !name.isEmpty()) {
        ports.add(
            new ContainerPort(
                name, port.port("containerPort"), port.choice("protocol", PortProtocol.TCP)));
      }
    }
  }
}
