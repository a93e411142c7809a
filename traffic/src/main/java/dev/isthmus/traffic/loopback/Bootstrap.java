package dev.isthmus.traffic.loopback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an Envoy of a lab starts with: who it is, and where it gets the rest. */
public final class Bootstrap {
  /** Envoy's admin interface, where Istio has it. */
  public static final int ADMIN_PORT = 15000;

  /** The server stays silent where there is nothing, as for a gateway without a Gateway object. */
  private static final String NOTHING_MEANS_NONE = "0.3s";

  private static final String XDS = "xds-grpc";

  /** The cluster that the secrets of Istio's configuration come from (the agent's, elsewhere). */
  private static final String SDS = "sds-grpc";

  private Bootstrap() {}

  /**
   * The bootstrap as JSON.
   *
   * @param node the proxy's node id
   * @param cluster its cluster
   * @param admin the address of its admin interface
   * @param serverAddress the address of the xDS server, which is that of the secrets too
   */
  public static ObjectNode of(
      String node, String cluster, String admin, String serverAddress, int serverPort) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("node").put("id", node).put("cluster", cluster);
    address(root.putObject("admin"), admin, ADMIN_PORT);
    ObjectNode dynamic = root.putObject("dynamic_resources");
    ObjectNode ads = dynamic.putObject("ads_config");
    ads.put("api_type", "DELTA_GRPC").put("transport_api_version", "V3");
    ads.put("set_node_on_first_message_only", true);
    ads.putArray("grpc_services").addObject().putObject("envoy_grpc").put("cluster_name", XDS);
    for (String type : new String[] {"cds_config", "lds_config"}) {
      ObjectNode config = dynamic.putObject(type);
      config.putObject("ads");
      config.put("resource_api_version", "V3").put("initial_fetch_timeout", NOTHING_MEANS_NONE);
    }
    var clusters = root.putObject("static_resources").putArray("clusters");
    clusters.add(server(XDS, serverAddress, serverPort));
    clusters.add(server(SDS, serverAddress, serverPort));
    return root;
  }

  private static ObjectNode server(String name, String address, int port) {
    ObjectNode cluster = JsonNodeFactory.instance.objectNode();
    cluster.put("name", name).put("type", "STATIC").put("connect_timeout", "5s");
    cluster
        .putObject("typed_extension_protocol_options")
        .putObject("envoy.extensions.upstreams.http.v3.HttpProtocolOptions")
        .put("@type", "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions")
        .putObject("explicit_http_config")
        .putObject("http2_protocol_options");
    ObjectNode assignment = cluster.putObject("load_assignment").put("cluster_name", name);
    address(
        assignment
            .putArray("endpoints")
            .addObject()
            .putArray("lb_endpoints")
            .addObject()
            .putObject("endpoint"),
        address,
        port);
    return cluster;
  }

  private static void address(ObjectNode holder, String address, int port) {
    holder
        .putObject("address")
        .putObject("socket_address")
        .put("address", address)
        .put("port_value", port);
  }
}
