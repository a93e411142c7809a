package dev.isthmus.envoy.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Mesh;
import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.ProxyConfig;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whose certificates a sidecar accepts, beside the roots of the mesh. */
class TrustDomainTest {
  @Test
  void clientsOfItsOwnTrustDomainGetIn() throws Exception {
    assertThat(clients(UnaryOperator.identity()).toString())
        .contains("prefix: \"spiffe://cluster1/\"");
  }

  @Test
  void anyTrustDomainDoesWhereItsIstiodSkipsTheCheck() throws Exception {
    assertThat(clients(MeshSettings::withAnyTrustDomain))
        .isEqualTo(CertificateValidationContext.getDefaultInstance());
  }

  private static CertificateValidationContext clients(UnaryOperator<MeshSettings> change)
      throws Exception {
    ClusterState state = Workshop.state("cluster1", List.of());
    ClusterState with =
        new ClusterState(
            state.cluster(),
            change.apply(state.mesh()),
            state.istio(),
            state.services(),
            state.slices(),
            state.pods(),
            state.nodes());
    ProxyConfig config =
        new Mesh(with).configOf(Workshop.proxy(with, "reviews-v1.bookinfo-backends"));
    FilterChain chain =
        config.listeners().stream()
            .flatMap(it -> it.getFilterChainsList().stream())
            .filter(it -> it.getName().endsWith("_9080") && it.hasTransportSocket())
            .findFirst()
            .orElseThrow();
    return chain
        .getTransportSocket()
        .getTypedConfig()
        .unpack(DownstreamTlsContext.class)
        .getCommonTlsContext()
        .getCombinedValidationContext()
        .getDefaultValidationContext();
  }
}
