package dev.isthmus.traffic.xds;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import dev.isthmus.envoy.ProxyConfig;
import io.envoyproxy.controlplane.cache.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class AcknowledgementsTest {
  private static final String TYPE = Resources.V3.CLUSTER_TYPE_URL;
  private static final DeltaDiscoveryRequest FIRST =
      DeltaDiscoveryRequest.newBuilder()
          .setNode(Node.newBuilder().setId("an envoy"))
          .setTypeUrl(TYPE)
          .build();

  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final ProxySnapshot snapshot = snapshot("a");

  @Test
  void whatIsSentIsHeldWhenItIsAcknowledged() {
    acknowledgements.onV3StreamDeltaRequest(1, FIRST);
    acknowledgements.onV3StreamDeltaResponse(1, FIRST, response("0", snapshot));
    assertThat(acknowledgements.holds("an envoy", snapshot)).isFalse();

    acknowledgements.onV3StreamDeltaRequest(1, answer("0").build());

    assertThat(acknowledgements.holds("an envoy", snapshot)).isTrue();
    assertThat(acknowledgements.holds("another", snapshot)).isFalse();
    assertThat(acknowledgements.holds("an envoy", snapshot("a", "b"))).isFalse();
    assertThat(acknowledgements.holds("an envoy", snapshot())).as("a is still there").isFalse();
    assertThat(acknowledgements.takeRejections()).isEmpty();
  }

  @Test
  void whatIsRefusedIsNotHeld() {
    acknowledgements.onV3StreamDeltaRequest(1, FIRST);
    acknowledgements.onV3StreamDeltaResponse(1, FIRST, response("0", snapshot));
    acknowledgements.onV3StreamDeltaRequest(
        1, answer("0").setErrorDetail(Status.newBuilder().setMessage("no such field")).build());

    assertThat(acknowledgements.holds("an envoy", snapshot)).isFalse();
    assertThat(acknowledgements.takeRejections())
        .containsExactly(new Rejection("an envoy", "Cluster", "no such field"));
  }

  @Test
  void whatEndedHoldsNothing() {
    acknowledgements.onV3StreamDeltaRequest(1, FIRST);
    acknowledgements.onV3StreamDeltaResponse(1, FIRST, response("0", snapshot));
    acknowledgements.onV3StreamDeltaRequest(1, answer("0").build());

    acknowledgements.onStreamClose(1, "");

    assertThat(acknowledgements.holds("an envoy", snapshot)).isFalse();
  }

  private static DeltaDiscoveryRequest.Builder answer(String nonce) {
    return DeltaDiscoveryRequest.newBuilder().setTypeUrl(TYPE).setResponseNonce(nonce);
  }

  private static DeltaDiscoveryResponse response(String nonce, ProxySnapshot snapshot) {
    var response = DeltaDiscoveryResponse.newBuilder().setTypeUrl(TYPE).setNonce(nonce);
    snapshot
        .clusters()
        .versionedResources()
        .forEach((name, resource) ->
            response.addResources(
                Resource.newBuilder().setName(name).setVersion(resource.version())));
    return response.build();
  }

  private static ProxySnapshot snapshot(String... clusters) {
    List<Cluster> all =
        List.of(clusters).stream().map(it -> Cluster.newBuilder().setName(it).build()).toList();
    return new ProxySnapshot(
        new ProxyConfig(all, List.of(), List.of(), List.of(), new TreeSet<>()), List.of());
  }
}
