package dev.isthmus.envoy.compare;

import com.google.protobuf.Message;
import dev.isthmus.envoy.ProxyConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.List;
import java.util.Locale;

/** The kinds of resources that are compared. */
public enum Kind {
  CLUSTERS("name"),
  ENDPOINTS("clusterName"),
  LISTENERS("name"),
  ROUTES("name");

  /** The field that holds a resource's name. */
  final String nameField;

  Kind(String nameField) {
    this.nameField = nameField;
  }

  /** As the files of the oracle call it. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The resources of this kind. */
  public List<? extends Message> of(ProxyConfig config) {
    return switch (this) {
      case CLUSTERS -> config.clusters();
      case ENDPOINTS -> config.endpoints();
      case LISTENERS -> config.listeners();
      case ROUTES -> config.routes();
    };
  }

  Message.Builder builder() {
    return switch (this) {
      case CLUSTERS -> Cluster.newBuilder();
      case ENDPOINTS -> ClusterLoadAssignment.newBuilder();
      case LISTENERS -> Listener.newBuilder();
      case ROUTES -> RouteConfiguration.newBuilder();
    };
  }
}
