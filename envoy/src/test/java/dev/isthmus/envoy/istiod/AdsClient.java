package dev.isthmus.envoy.istiod;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.envoy.ResourceNames;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Asks istiod, over one stream of state-of-the-world ADS, for all that a proxy gets. */
final class AdsClient {
  private static final String TYPES = "type.googleapis.com/";

  private final Channel channel;
  private final String cluster;

  /**
   * @param channel leads to istiod
   * @param cluster the cluster's name, as istiod knows it
   */
  AdsClient(Channel channel, String cluster) {
    this.channel = channel;
    this.cluster = cluster;
  }

  /** What a proxy gets. */
  ProxyConfig configOf(Proxy proxy) {
    try (AdsStream stream =
        new AdsStream(AggregatedDiscoveryServiceGrpc.newStub(channel)::streamAggregatedResources)) {
      Node node = node(proxy);
      List<Cluster> clusters = ask(stream, node, Cluster.class, List.of());
      List<String> assigned =
          clusters.stream()
              .filter(it -> it.getType() == Cluster.DiscoveryType.EDS)
              .map(Cluster::getName)
              .toList();
      List<ClusterLoadAssignment> endpoints =
          assigned.isEmpty() ? List.of() : ask(stream, node, ClusterLoadAssignment.class, assigned);
      List<Listener> listeners = ask(stream, node, Listener.class, List.of());
      Collection<String> routes = new ResourceNames(List.of(), listeners).routes();
      return new ProxyConfig(
          clusters,
          endpoints,
          listeners,
          routes.isEmpty() ? List.of() : ask(stream, node, RouteConfiguration.class, routes),
          new TreeSet<>());
    }
  }

  private static <T extends Message> List<T> ask(
      AdsStream stream, Node node, Class<T> type, Collection<String> names) {
    String url =
        TYPES
            + com.google.protobuf.Internal.getDefaultInstance(type)
                .getDescriptorForType()
                .getFullName();
    DiscoveryResponse response =
        stream.ask(
            DiscoveryRequest.newBuilder()
                .setNode(node)
                .setTypeUrl(url)
                .addAllResourceNames(names)
                .build());
    List<T> result = new ArrayList<>();
    for (Any any : response.getResourcesList()) {
      try {
        result.add(any.unpack(type));
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("istiod sent a broken " + url, e);
      }
    }
    return result;
  }

  /** The node as pilot-agent describes it, of what decides. */
  private Node node(Proxy proxy) {
    String domain = proxy.namespace() + ".svc.cluster.local";
    return Node.newBuilder()
        .setId(
            String.join(
                "~",
                proxy.type().name().toLowerCase(Locale.ROOT),
                proxy.address(),
                proxy.name() + "." + proxy.namespace(),
                domain))
        .setCluster(proxy.name() + "." + proxy.namespace())
        .setMetadata(
            Struct.newBuilder()
                .putFields("NAMESPACE", text(proxy.namespace()))
                .putFields("SERVICE_ACCOUNT", text(proxy.serviceAccount()))
                .putFields("CLUSTER_ID", text(cluster))
                .putFields("INSTANCE_IPS", text(proxy.address()))
                .putFields("LABELS", labels(proxy.labels())))
        .build();
  }

  private static Value labels(Map<String, String> labels) {
    Struct.Builder result = Struct.newBuilder();
    labels.forEach((key, value) -> result.putFields(key, text(value)));
    return Value.newBuilder().setStructValue(result).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
