package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import dev.isthmus.envoy.ProxyConfig;
import io.envoyproxy.envoy.admin.v3.ClustersConfigDump;
import io.envoyproxy.envoy.admin.v3.EndpointsConfigDump;
import io.envoyproxy.envoy.admin.v3.ListenersConfigDump;
import io.envoyproxy.envoy.admin.v3.RoutesConfigDump;
import io.envoyproxy.envoy.admin.v3.SecretsConfigDump;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;

/** What a proxy would get, in the form in which an Envoy that got it would show it. */
final class ComputedDump {
  private ComputedDump() {}

  static ConfigDump of(ProxyConfig config) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode configs = root.putArray("configs");
    configs.add(section(clusters(config)));
    configs.add(section(endpoints(config)));
    configs.add(section(listeners(config)));
    configs.add(section(routes(config)));
    configs.add(section(secrets(config)));
    return new ConfigDump(root, "computed");
  }

  private static ObjectNode section(Message message) {
    ObjectNode section = JsonNodeFactory.instance.objectNode();
    section.put("@type", "type.googleapis.com/" + message.getDescriptorForType().getFullName());
    section.setAll(ProtoJson.of(message));
    return section;
  }

  private static Message clusters(ProxyConfig config) {
    var dump = ClustersConfigDump.newBuilder();
    config
        .clusters()
        .forEach(it -> dump.addDynamicActiveClustersBuilder().setCluster(Any.pack(it)));
    return dump.build();
  }

  private static Message endpoints(ProxyConfig config) {
    var dump = EndpointsConfigDump.newBuilder();
    config
        .endpoints()
        .forEach(it -> dump.addDynamicEndpointConfigsBuilder().setEndpointConfig(Any.pack(it)));
    config.clusters().stream()
        .filter(Cluster::hasLoadAssignment)
        .forEach(it ->
            dump.addStaticEndpointConfigsBuilder()
                .setEndpointConfig(
                    Any.pack(
                        it.getLoadAssignment().toBuilder().setClusterName(it.getName()).build())));
    return dump.build();
  }

  private static Message listeners(ProxyConfig config) {
    var dump = ListenersConfigDump.newBuilder();
    config
        .listeners()
        .forEach(it ->
            dump.addDynamicListenersBuilder()
                .setName(it.getName())
                .getActiveStateBuilder()
                .setListener(Any.pack(it)));
    return dump.build();
  }

  private static Message routes(ProxyConfig config) {
    var dump = RoutesConfigDump.newBuilder();
    config
        .routes()
        .forEach(it -> dump.addDynamicRouteConfigsBuilder().setRouteConfig(Any.pack(it)));
    return dump.build();
  }

  private static Message secrets(ProxyConfig config) {
    var dump = SecretsConfigDump.newBuilder();
    config.secrets().forEach(name -> dump.addDynamicWarmingSecretsBuilder().setName(name));
    return dump.build();
  }
}
