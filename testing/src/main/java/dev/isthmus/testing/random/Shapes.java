package dev.isthmus.testing.random;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stays the same of a random world while its objects come, go and change. */
final class Shapes {
  private Shapes() {}

  /** A cluster; {@code number} is unique and makes its addresses. */
  record Cluster(int number, String name, String domain, String trustDomain) {}

  /** A workspace and the namespaces that it is meant to own, in all of its clusters. */
  record Workspace(String name, List<Cluster> clusters, List<String> namespaces) {
    Cluster home() {
      return clusters.getFirst();
    }
  }

  record Port(
      String name, int number, String protocol, @Nullable String appProtocol, Object target) {}

  /** How a service finds its pods, or that it does not. */
  enum Kind {
    CLUSTER_IP,
    HEADLESS,
    EXTERNAL_NAME,
    NO_SELECTOR
  }

  record Service(
      Cluster cluster,
      String namespace,
      String name,
      String app,
      Kind kind,
      List<Port> ports,
      List<String> versions,
      @Nullable String account) {
    String host() {
      return name + "." + namespace + ".svc." + cluster.domain();
    }

    String federatedHost(String suffix) {
      return name + "." + namespace + ".svc." + cluster.name() + "." + suffix;
    }

    Map<String, String> labels() {
      return Map.of("app", app);
    }
  }
}
