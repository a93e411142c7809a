package dev.isthmus.envoy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.envoy.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names that stand for services, as istiod 1.29.1 was seen to take them. */
class AliasesTest {
  @Test
  void aServiceIsCalledByTheNamesThatLeadToItByNamespaceAndHost() {
    assertThat(
            aliasesOf(
                "web", service("web", "b", ""), service("z", "a", "web"), service("y", "b", "z")))
        .containsExactly("z", "y");
  }

  @Test
  void namesThatStandForEachOtherAreNobodys() {
    assertThat(aliasesOf("x", service("x", "a", "y"), service("y", "a", "x"))).isEmpty();
  }

  @Test
  void aNameForAHostOutsideIsNobodys() {
    assertThat(aliasesOf("web", service("web", "a", ""), service("x", "a", "example.com")))
        .isEmpty();
  }

  private static List<String> aliasesOf(String host, MeshService... services) {
    return Aliases.resolve(List.of(services)).stream()
        .filter(it -> it.hostname().equals(host))
        .findFirst()
        .orElseThrow()
        .aliases();
  }

  private static MeshService service(String host, String namespace, String aliasOf) {
    return new MeshService(
        host,
        host,
        namespace,
        true,
        false,
        aliasOf.isEmpty() ? Resolution.STATIC : Resolution.ALIAS,
        MeshService.UNSPECIFIED,
        List.of(),
        Map.of(),
        Visibility.of(List.of(), Set.of()),
        null,
        List.of(),
        false,
        aliasOf,
        List.of());
  }
}
