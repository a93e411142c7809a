package dev.isthmus.istio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IstioKindTest {
  @ParameterizedTest
  @CsvSource({
    "networking.istio.io/v1beta1, VirtualService, VIRTUAL_SERVICE",
    "networking.istio.io/v1alpha3, Gateway, GATEWAY",
    "security.istio.io/v1, PeerAuthentication, PEER_AUTHENTICATION"
  })
  void everyVersionOfAGroupCounts(String apiVersion, String kind, IstioKind expected) {
    assertThat(IstioKind.of(apiVersion, kind)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "networking.istio.io/v1, AuthorizationPolicy",
    "gateway.networking.k8s.io/v1, Gateway",
    "v1, Service"
  })
  void otherGroupsDoNot(String apiVersion, String kind) {
    assertThat(IstioKind.of(apiVersion, kind)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"vs", "VirtualService", "virtualservices", "virtualservices.networking.istio.io"})
  void namesOfKubectl(String resource) {
    assertThat(IstioKind.ofResource(resource)).contains(IstioKind.VIRTUAL_SERVICE);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindIsFoundByWhatItIsWrittenWith(IstioKind kind) {
    assertThat(IstioKind.of(kind.apiVersion(), kind.kind())).contains(kind);
    assertThat(IstioKind.ofResource(kind.plural() + "." + kind.group())).contains(kind);
  }
}
