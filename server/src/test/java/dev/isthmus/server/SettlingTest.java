package dev.isthmus.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.ObjectChange;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What was carried out counts as on its way until proxies can be expected to have it. */
final class SettlingTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Rollout rollout = new Rollout();
  private final Settling settling = new Settling(rollout);

  @Test
  void aGainSettlesAfterHalfASecond() throws Exception {
    IstioKey key = new IstioKey("cluster1", "shop", IstioKind.DESTINATION_RULE, "web");
    carriedOut(new ObjectChange(key, null, rule()));

    assertThat(settling.pass(START)).contains(START.plusMillis(500));
    assertThat(rollout.underWay()).containsExactly(key);
    settling.pass(START.plusMillis(499));
    assertThat(rollout.underWay()).containsExactly(key);
    assertThat(settling.pass(START.plusMillis(500))).isEmpty();
    assertThat(rollout.underWay()).isEmpty();
  }

  @Test
  void aLossSettlesAfterTwoSeconds() throws Exception {
    IstioKey key = new IstioKey("cluster1", "shop", IstioKind.DESTINATION_RULE, "web");
    carriedOut(new ObjectChange(key, rule(), null));

    assertThat(settling.pass(START)).contains(START.plus(Duration.ofSeconds(2)));
  }

  @Test
  void aNewerOrderBeginsAnew() throws Exception {
    IstioKey key = new IstioKey("cluster1", "shop", IstioKind.DESTINATION_RULE, "web");
    carriedOut(new ObjectChange(key, null, rule()));
    settling.pass(START);
    settling.ordered(new ObjectChange(key, rule(), null));

    assertThat(settling.pass(START.plusSeconds(10))).isEmpty();
    assertThat(rollout.underWay()).containsExactly(key);
  }

  @Test
  void nobodyWaitsForWhatWasRefusedButItMayHappenYet() throws Exception {
    IstioKey key = new IstioKey("cluster1", "shop", IstioKind.DESTINATION_RULE, "web");
    ObjectChange change = new ObjectChange(key, null, rule());
    rollout.desired(key, change.after());
    rollout.ordered(key, change.after());
    settling.ordered(change);
    assertThat(settling.refused(key)).isTrue();

    assertThat(settling.pass(START.plusSeconds(10))).isEmpty();
    assertThat(rollout.underWay()).containsExactly(key);
  }

  private void carriedOut(ObjectChange change) {
    rollout.ordered(change.key(), change.after());
    settling.ordered(change);
    settling.done(change.key());
  }

  private static IstioObject rule() throws Exception {
    ObjectNode json =
        (ObjectNode)
            new JsonMapper()
                .readTree(
                    """
                    {"apiVersion": "networking.istio.io/v1beta1", "kind": "DestinationRule",
                     "metadata": {"name": "web", "namespace": "shop"},
                     "spec": {"host": "web.shop.svc.cluster.local"}}
                    """);
    return ((IstioJson.Read) IstioJson.read(json)).object();
  }
}
