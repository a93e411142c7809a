package dev.isthmus.envoy.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Mesh;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.envoy.route.SidecarRoutes;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** MeshConfig's {@code proxyHttpPort}: sidecars as HTTP proxies. */
class HttpProxyPortTest {
  private static final int PORT = 15080;

  @Test
  void noSidecarIsAnHttpProxyUnlessTheMeshSaysSo() {
    ProxyConfig config = productpage(0);

    assertThat(config.listeners()).noneMatch(it -> it.getName().startsWith("127.0.0.1_"));
    assertThat(config.routes()).noneMatch(it -> it.getName().equals(SidecarRoutes.HTTP_PROXY));
  }

  @Test
  void aSidecarTakesRequestsWithWholeUrls() throws Exception {
    Listener listener =
        productpage(PORT).listeners().stream()
            .filter(it -> it.getName().equals("127.0.0.1_" + PORT))
            .findFirst()
            .orElseThrow();

    SocketAddress address = listener.getAddress().getSocketAddress();
    assertThat(address.getAddress()).isEqualTo("127.0.0.1");
    assertThat(address.getPortValue()).isEqualTo(PORT);
    assertThat(listener.hasBindToPort()).as("it binds to its port").isFalse();
    HttpConnectionManager manager =
        listener
            .getFilterChains(0)
            .getFilters(0)
            .getTypedConfig()
            .unpack(HttpConnectionManager.class);
    assertThat(manager.getHttpProtocolOptions().getAllowAbsoluteUrl().getValue()).isTrue();
    assertThat(manager.getRds().getRouteConfigName()).isEqualTo(SidecarRoutes.HTTP_PROXY);
  }

  @Test
  void everyPortOfEveryServiceIsReachedByHostAndPort() {
    RouteConfiguration routes =
        productpage(PORT).routes().stream()
            .filter(it -> it.getName().equals(SidecarRoutes.HTTP_PROXY))
            .findFirst()
            .orElseThrow();

    VirtualHost reviews =
        routes.getVirtualHostsList().stream()
            .filter(it -> it.getName().equals("reviews.bookinfo-backends.svc.cluster.local:9080"))
            .findFirst()
            .orElseThrow();
    assertThat(reviews.getDomainsList())
        .contains("reviews.bookinfo-backends:9080")
        .doesNotContain("reviews.bookinfo-backends");
    assertThat(reviews.getRoutes(0).getRoute().getCluster())
        .isEqualTo("outbound|9080||reviews.bookinfo-backends.svc.cluster.local");
  }

  private static ProxyConfig productpage(int port) {
    ClusterState state =
        Workshop.state(
            "cluster1", Workshop.istio(Path.of("src/test/resources/oracle/cases/cors.istio.yaml")));
    ClusterState with =
        new ClusterState(
            state.cluster(),
            state.mesh().withProxyHttpPort(port),
            state.istio(),
            state.services(),
            state.slices(),
            state.pods(),
            state.nodes());
    return new Mesh(with).configOf(Workshop.proxy(with, "productpage-v1.bookinfo-frontends"));
  }
}
