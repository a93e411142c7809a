package dev.isthmus.cli.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What Envoy's admin interface writes: names as in the protos, static resources, secrets. */
final class DumpTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .build();
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private static final String DUMP =
      """
      {configs: [
        {'@type': 'type.googleapis.com/envoy.admin.v3.BootstrapConfigDump', bootstrap: {node: {
          id: 'sidecar~10.0.0.1~web-1.shop~shop.svc.cluster.local',
          metadata: {ISTIO_VERSION: '1.29.1', ISTIO_PROXY_SHA: 'istio-proxy:abc'},
          user_agent_build_version: {version: {major_number: 1, minor_number: 37, patch: 2},
            metadata: {'build.label': 'dev', 'ssl.version': 'BoringSSL', 'build.type': 'RELEASE'}}}}},
        {'@type': 'type.googleapis.com/envoy.admin.v3.ClustersConfigDump',
         static_clusters: [{cluster: {'@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster', name: 'xds-grpc'}}],
         dynamic_active_clusters: [
          {version_info: '7', cluster: {'@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster',
            name: 'outbound|80||web.shop', type: 'EDS',
            eds_cluster_config: {service_name: 'outbound|80||web.shop'},
            metadata: {filter_metadata: {istio: {
              config: '/apis/networking.istio.io/v1/namespaces/shop/destination-rule/web', default_original_port: 80}}},
            filters: [{name: 'x', typed_config: {'@type': 'type.googleapis.com/not.known.Config', some_field: 1}}]}},
          {cluster: {'@type': 'type.googleapis.com/envoy.config.cluster.v3.Cluster', name: 'inbound|8080||'}}]},
        {'@type': 'type.googleapis.com/envoy.admin.v3.ListenersConfigDump',
         static_listeners: [{listener: {'@type': 'type.googleapis.com/envoy.config.listener.v3.Listener',
          address: {socket_address: {address: '0.0.0.0', port_value: 15021}},
          filter_chains: [{filters: [{name: 'envoy.filters.network.http_connection_manager', typed_config: {
            '@type': 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
            route_config: {virtual_hosts: [{domains: ['*'], routes: [
              {match: {prefix: '/healthz/ready'}, route: {cluster: 'agent'}}]}]}}}]}]}}],
         dynamic_listeners: [
          {name: 'draining', draining_state: {listener: {}}},
          {name: '0.0.0.0_80', active_state: {listener: {
            '@type': 'type.googleapis.com/envoy.config.listener.v3.Listener', name: '0.0.0.0_80',
            address: {socket_address: {address: '0.0.0.0', port_value: 80}},
            additional_addresses: [{address: {socket_address: {address: '::', port_value: 80}}}],
            filter_chains: [
              {filter_chain_match: {server_names: ['a.example', 'b.example'], transport_protocol: 'tls',
                 application_protocols: ['istio-peer-exchange', 'istio'], destination_port: 80,
                 prefix_ranges: [{address_prefix: '10.0.0.0', prefix_len: 8}]},
               filters: [{name: 'envoy.filters.network.tcp_proxy', typed_config: {
                 '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
                 cluster: 'outbound|80||web.shop'}}]}],
            default_filter_chain: {filters: [{name: 'envoy.filters.network.tcp_proxy', typed_config: {
               '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
               cluster: 'BlackHoleCluster'}}]}}}}]},
        {'@type': 'type.googleapis.com/envoy.admin.v3.RoutesConfigDump',
         dynamic_route_configs: [{route_config: {'@type': 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration',
          name: '80', virtual_hosts: [
            {name: 'web.shop:80', domains: ['web.shop.svc.cluster.local', 'web.shop', 'web.shop.svc', '10.0.0.9', '10.0.0.9:80', '[fd00::1:2]', '[fd00::1:2]:80'],
             routes: [
              {match: {safe_regex: {regex: '/v[0-9]+'}}, route: {cluster: 'outbound|80||web.shop'}},
              {match: {path_separated_prefix: '/a'}, route: {cluster: 'outbound|80||web.shop'},
               metadata: {filter_metadata: {istio: {config: '/apis/networking.istio.io/v1/namespaces/shop/virtual-service/web'}}}},
              {match: {path: '/exact'}, direct_response: {status: 503},
               metadata: {filter_metadata: {istio: {config: '/apis/gateway.networking.k8s.io/x'}}}}]},
            {name: 'blackhole', domains: ['*']},
            {name: 'allow_any', domains: ['*'], routes: [{match: {prefix: '/'}, route: {cluster: 'PassthroughCluster'}}]}]}}]},
        {'@type': 'type.googleapis.com/envoy.admin.v3.SecretsConfigDump',
         dynamic_active_secrets: [{name: 'broken', secret: {
           '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret',
           validation_context: {trusted_ca: {inline_bytes: 'AAAA'}}}}]},
        {'@type': 'type.googleapis.com/envoy.admin.v3.EndpointsConfigDump',
         dynamic_endpoint_configs: [{endpoint_config: {
           '@type': 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
           cluster_name: 'outbound|80||web.shop', endpoints: [{
             locality: {region: 'eu', zone: 'a'}, lb_endpoints: [
              {health_status: 'HEALTHY', endpoint: {address: {socket_address: {address: '10.0.0.2', port_value: 8080}}}},
              {endpoint: {address: {envoy_internal_address: {server_listener_name: 'tunnel', endpoint_id: '10.0.0.3:80'}}}},
              {endpoint: {address: {pipe: {path: '/run/x'}}}}]}]}}]}
      ]}
      """;

  private static ConfigDump dump() throws IOException {
    return ConfigDump.of(MAPPER.readTree(DUMP), "dump");
  }

  private static String all(boolean verbose) throws IOException {
    var filter =
        new AllTables.Filter(
            new ClusterTable.Filter("", 0, "", ""), new ListenerTable.Filter("", 0, ""), "");
    return AllTables.of(dump(), filter, true, verbose, NOW);
  }

  @Test
  void allTablesAreIstioctls() throws IOException {
    assertThat(all(true))
        .isEqualTo(
            """
            ------ BOOTSTRAP INFO ------

            Istio Version:       1.29.1
            Istio Proxy Version: abc
            Envoy Version:       1.37.2-dev/RELEASE/BoringSSL

            ------ CLUSTER INFO ------

            NAME                              SERVICE FQDN         PORT     SUBSET     DIRECTION     TYPE       DESTINATION RULE
            cluster/inbound|8080||                                 8080     -          inbound       STATIC     \

            cluster/outbound|80||web.shop     web.shop             80       -          outbound      EDS        web.shop
            cluster/xds-grpc                  cluster/xds-grpc     -        -          -             STATIC     \


            ------ LISTENER INFO ------

            NAME                ADDRESSES  PORT  MATCH                                                                   DESTINATION
            listener/0.0.0.0_80 0.0.0.0,:: 80    ALL                                                                     Non-HTTP/Non-TCP
            listener/0.0.0.0_80 0.0.0.0,:: 80    SNI: a.example,b.example; Trans: tls; App: TCP TLS; Addr: 10.0.0.0/8:80 Cluster: outbound|80||web.shop
            listener/           0.0.0.0    15021 ALL                                                                     Inline Route: /healthz/ready*

            ------ ROUTE INFO ------

            NAME         VHOST NAME      DOMAINS                            MATCH              VIRTUAL SERVICE
            route/80     web.shop:80     web.shop, 10.0.0.9 + 1 more...     regex /v[0-9]+     \

            route/80     web.shop:80     web.shop, 10.0.0.9 + 1 more...     PathPrefix:/a      web.shop
            route/80     web.shop:80     web.shop, 10.0.0.9 + 1 more...     /exact             <unknown>
            route/80     blackhole       *                                  /*                 404

            ------ SECRET INFO ------

            RESOURCE NAME     TYPE     STATUS     VALID CERT     SERIAL NUMBER     NOT AFTER     NOT BEFORE
            secret/broken              ACTIVE     false                                          \


            ------ ENDPOINTS INFO ------

            NAME                                    STATUS      LOCALITY     CLUSTER
            endpoint/10.0.0.2:8080                  HEALTHY     eu/a         outbound|80||web.shop
            endpoint/envoy://tunnel/10.0.0.3:80     UNKNOWN     eu/a         outbound|80||web.shop
            endpoint//run/x                         UNKNOWN     eu/a         outbound|80||web.shop
            """);
  }

  @Test
  void namesAreCamelCaseButThoseOfFreeForm() throws IOException {
    String json = ResourceText.json(dump().clusters());
    assertThat(json)
        .contains("\n        \"edsClusterConfig\": {\n            \"serviceName\"")
        .contains("\"default_original_port\": 80")
        .contains("\"some_field\": 1")
        .doesNotContain("version_info");
  }

  @Test
  void fieldsStandInTheOrderOfTheProtosAndInYamlOfTheAlphabet() throws IOException {
    String json = ResourceText.json(dump().clusters().subList(0, 1));
    assertThat(json.indexOf("\"name\"")).isLessThan(json.indexOf("\"type\""));
    assertThat(ResourceText.yaml(dump().clusters().subList(0, 1)))
        .startsWith("- edsClusterConfig:");
  }

  @Test
  void listenersHaveTypes() throws IOException {
    assertThat(
            ListenerTable.of(
                ListenerTable.select(dump().listeners(), new ListenerTable.Filter("", 0, "")),
                false,
                false))
        .isEqualTo(
            """
            ADDRESSES  PORT  TYPE
            0.0.0.0,:: 80    TCP
            0.0.0.0    15021 HTTP
            """);
  }

  @Test
  void endpointsOfAConfigDumpAreShownWithoutWhatOnlyEnvoyKnows() throws IOException {
    assertThat(
            HostStatuses.of(MAPPER.readTree(DUMP), "dump")
                .table(new HostStatuses.Filter("", 0, "", "")))
        .isEqualTo(
            """
            ENDPOINT                       STATUS      OUTLIER CHECK     CLUSTER
            10.0.0.2:8080                  HEALTHY     -                 outbound|80||web.shop
            envoy://tunnel/10.0.0.3:80     HEALTHY     -                 outbound|80||web.shop
            unix:///run/x                  HEALTHY     -                 outbound|80||web.shop
            """);
  }
}
