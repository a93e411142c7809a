package dev.isthmus.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.isthmus.istio.IstioKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OwnershipTest {
  private static final IstioKey KEY =
      new IstioKey("cluster1", "shop", IstioKind.SERVICE_ENTRY, "vd-a");

  private final Ownership ownership = new Ownership(key(1), "one");

  @Test
  void aProofHoldsForItsPlaceAlone() {
    Map<String, String> annotations = Map.of(Ownership.ANNOTATION, ownership.proof("uid", KEY));
    assertThat(ownership.proves("uid", KEY, annotations)).isTrue();
    assertThat(ownership.proves("another-uid", KEY, annotations)).as("rebuilt").isFalse();
    for (IstioKey copy :
        new IstioKey[] {
          new IstioKey("cluster1", "shop", IstioKind.SERVICE_ENTRY, "vd-b"),
          new IstioKey("cluster1", "other", IstioKind.SERVICE_ENTRY, "vd-a"),
          new IstioKey("cluster1", "shop", IstioKind.VIRTUAL_SERVICE, "vd-a"),
        }) {
      assertThat(ownership.proves("uid", copy, annotations)).as("copy at %s", copy).isFalse();
    }
  }

  @Test
  void partsOfAPlaceCannotBeShifted() {
    IstioKey shifted = new IstioKey("cluster1", "shopv", IstioKind.SERVICE_ENTRY, "d-a");
    assertThat(ownership.proof("uid", shifted)).isNotEqualTo(ownership.proof("uid", KEY));
  }

  @Test
  void whatIsMissingForgedOrOfAnotherInstallationIsForeign() {
    assertThat(ownership.proves("uid", KEY, Map.of())).isFalse();
    assertThat(ownership.proves("uid", KEY, Map.of(Ownership.ANNOTATION, "v1.forged"))).isFalse();
    String theirs = new Ownership(key(1), "two").proof("uid", KEY);
    assertThat(ownership.proves("uid", KEY, Map.of(Ownership.ANNOTATION, theirs))).isFalse();
    String other = new Ownership(key(2), "one").proof("uid", KEY);
    assertThat(ownership.proves("uid", KEY, Map.of(Ownership.ANNOTATION, other))).isFalse();
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatThrownBy(() -> new Ownership(new byte[16], "one"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] key(int value) {
    byte[] key = new byte[32];
    key[0] = (byte) value;
    return key;
  }
}
