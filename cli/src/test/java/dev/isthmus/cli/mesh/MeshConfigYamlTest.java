package dev.isthmus.cli.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.envoy.MeshSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of MeshConfig changes what proxies get. */
final class MeshConfigYamlTest {
  private static MeshSettings settings(String mesh) {
    return MeshConfigYaml.of(ReadObjects.mesh(mesh))
        .settings("istio-system", "cluster.local", true);
  }

  @Test
  void whatIsAbsentHasIstiosDefault() {
    MeshSettings defaults =
        MeshConfigYaml.of(null).settings("istio-system", "cluster.local", false);
    assertThat(defaults).isEqualTo(MeshSettings.of("cluster.local", "istio-system"));
    assertThat(settings("enableAutoMtls: true")).isEqualTo(settings(""));
  }

  @Test
  void readsWhatChangesAResult() {
    assertThat(
            settings(
                """
                trustDomain: prod.example
                trustDomainAliases: [old.example]
                rootNamespace: istio-config
                outboundTrafficPolicy:
                  mode: REGISTRY_ONLY
                proxyHttpPort: 15080
                defaultServiceExportTo: ['.']
                defaultVirtualServiceExportTo: [shop]
                defaultDestinationRuleExportTo: ['*']
                """))
        .isEqualTo(
            new MeshSettings(
                "prod.example",
                List.of("old.example"),
                "istio-config",
                "cluster.local",
                false,
                true,
                new MeshSettings.DefaultExports(Set.of("."), Set.of("shop"), Set.of("*")),
                15080,
                false));
  }

  @Test
  void whatIsNoYamlCountsAsEmpty() {
    assertThat(settings("trustDomain: [")).isEqualTo(settings(""));
  }
}
