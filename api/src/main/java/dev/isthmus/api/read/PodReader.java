package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.core.ContainerPort;
import dev.isthmus.api.core.OwnerReference;
import dev.isthmus.api.core.Pod;
import dev.isthmus.api.core.PodPhase;
import dev.isthmus.api.core.PortProtocol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pods: most of what a large mesh has. */
final class PodReader {

  private static final String INJECTED = "sidecar.istio.io/status";

  private final MetaReader metas;

  PodReader(MetaReader metas) {
    this.metas = metas;
  }

  Pod read(ObjectKey key, JsonNode metadata, Tree spec, Tree status) {
    Meta meta = metas.readSmall(key, metadata, spec.scope(), PodReader::isWanted);
    String account = spec.text("serviceAccountName");
    return new Pod(
        meta,
        account.isEmpty() ? "default" : account,
        spec.text("nodeName"),
        addresses(status),
        spec.flag("hostNetwork"),
        status.choice("phase", PodPhase.UNKNOWN),
        isReady(status),
        metadata.path("deletionTimestamp").isTextual(),
        owner(metadata, spec.interner()),
        metadata.path("annotations").has(INJECTED),
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

  private static boolean isReady(Tree status) {
    for (JsonNode condition : status.node().path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
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
