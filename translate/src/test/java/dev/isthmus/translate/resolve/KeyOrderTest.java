package dev.isthmus.translate.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.precedent.AddressKey;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.Title;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys of tables compare as they equal, part by part. */
class KeyOrderTest {

  static Stream<List<? extends Comparable<?>>> ascending() {
    return Stream.of(
        List.of(
            new IdentityKey("a", "a", "a"),
            new IdentityKey("a", "a", "b"),
            new IdentityKey("a", "b", "a"),
            new IdentityKey("b", "a", "a")),
        List.of(
            new NamespacedName("a", "a"),
            new NamespacedName("a", "b"),
            new NamespacedName("b", "a")),
        List.of(new NamespaceId("a", "a"), new NamespaceId("a", "b"), new NamespaceId("b", "a")),
        List.of(new ShareKey("a", "a"), new ShareKey("a", "b"), new ShareKey("b", "a")),
        List.of(new GatewayPlace("a", "a"), new GatewayPlace("a", "b"), new GatewayPlace("b", "a")),
        List.of(
            new AddressKey("a", "a", "a"),
            new AddressKey("a", "a", "b"),
            new AddressKey("a", "b", "a"),
            new AddressKey("b", "a", "a")),
        List.of(
            new NameKey("a", "a", new ObjectRef(ObjectKind.SERVICE, key("a"))),
            new NameKey("a", "a", new ObjectRef(ObjectKind.SERVICE, key("b"))),
            new NameKey("a", "b", new ObjectRef(ObjectKind.SERVICE, key("a"))),
            new NameKey("b", "a", new ObjectRef(ObjectKind.SERVICE, key("a")))),
        List.of(
            Title.ofNamespace("a", "a"),
            Title.ofNamespace("a", "b"),
            Title.ofNamespace("b", "a"),
            Title.onSidecars("a", "a", "a", "a"),
            Title.onSidecars("a", "b", "a", "a"),
            Title.onSidecars("b", "a", "a", "a"),
            Title.onSidecars("a", "a", "a", "b"),
            Title.onSidecars("a", "a", "b", "a"),
            Title.onGateway(key("a"), "a"),
            Title.onGateway(key("a"), "b"),
            Title.onGateway(key("b"), "a")),
        List.of(
            new OutputKey("a", "a", IstioKind.GATEWAY, "a"),
            new OutputKey("a", "a", IstioKind.GATEWAY, "b"),
            new OutputKey("a", "a", IstioKind.SIDECAR, "a"),
            new OutputKey("a", "b", IstioKind.GATEWAY, "a"),
            new OutputKey("b", "a", IstioKind.GATEWAY, "a")),
        List.of(
            new Age(Instant.EPOCH, key("a")),
            new Age(Instant.EPOCH, key("b")),
            new Age(Instant.EPOCH.plusSeconds(1), key("a")),
            new Age(null, key("a")),
            new Age(null, key("b"))));
  }

  @ParameterizedTest
  @MethodSource("ascending")
  <K extends Comparable<K>> void compareByOnePartAfterTheOther(List<K> ascending) {
    for (int i = 0; i < ascending.size(); i++) {
      for (int j = 0; j < ascending.size(); j++) {
        assertThat(Integer.signum(ascending.get(i).compareTo(ascending.get(j))))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  private static ObjectKey key(String name) {
    return new ObjectKey("a", "a", name);
  }
}
