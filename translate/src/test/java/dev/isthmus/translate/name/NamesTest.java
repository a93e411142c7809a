package dev.isthmus.translate.name;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.translate.resolve.Management;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names that the labs print. */
final class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "reviews.bookinfo-backends.svc.cluster2.global-SERVICE-reviews-bookinfo-backends-cluster2-bookinfo,"
        + "reviews-bookinfo-backends-svc-c-261e481ef4c5abe660451fb58eddaa9",
    "reviews.bookinfo-backends.svc.cluster.local-SERVICE-reviews-bookinfo-backends-cluster1-bookinfo,"
        + "reviews-bookinfo-backends-svc-c-30c18d19a286296c129f54ce23fec54",
    "vd-reviews.bookinfo-backends.svc.cluster2.global-bookinfo,"
        + "vd-reviews-bookinfo-backends-svc-cluster2-global-bookinfo",
    "A_b/c:d e.*[x]\"y\", a-b-c-d-e--xy"
  })
  void aLongTextIsShortenedBeforeItIsPutIntoLowerCase(String pattern, String name) {
    assertThat(Names.of(pattern)).isEqualTo(name);
  }

  @Test
  void aNameOfTheLargestLengthStays() {
    assertThat(Names.of("x".repeat(63))).isEqualTo("x".repeat(63));
    assertThat(Names.of("x".repeat(64))).hasSize(63).startsWith("x".repeat(31) + "-");
  }

  @Test
  void theYoungerOfTwoHasAHashOfItsOwn() {
    assertThat(Names.ofYounger("a-b-c", "a/b-c"))
        .startsWith("a-b-c-")
        .hasSizeLessThanOrEqualTo(63)
        .isNotEqualTo(Names.ofYounger("a-b-c", "a-b/c"));
  }

  @Test
  void theGatewayOfLab8() {
    ObjectRef gateway =
        new ObjectRef(
            ObjectKind.VIRTUAL_GATEWAY,
            new ObjectKey("cluster1", "istio-gateways", "north-south-gw"));
    ObjectKey service = new ObjectKey("cluster1", "istio-gateways", "istio-ingressgateway");
    Management home = new Management("mgmt", "gloo-mesh");
    assertThat(GatewayNames.of(gateway, service, home, "gateways", false))
        .isEqualTo("virtualgateway-north-south-gw-i-854116bec1b325afa7cdbcac4c80738");
    assertThat(GatewayNames.of(gateway, service, home, "gateways", true))
        .startsWith("virtualgateway-north-south-gw-i-")
        .doesNotContain("854116bec");
  }

  @Test
  void aSubsetIsNamedByItsSortedLabels() {
    assertThat(SubsetNames.of(Labels.of("version", "v3", "app", "x")))
        .isEqualTo("app-x-version-v3");
  }
}
