package dev.isthmus.envoy.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Locality;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.ProxyType;
import dev.isthmus.envoy.YamlCluster;
import io.envoyproxy.envoy.config.rbac.v3.RBAC.Action;
import io.envoyproxy.envoy.extensions.filters.network.rbac.v3.RBAC;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
  private static final Proxy PROXY =
      new Proxy(ProxyType.SIDECAR, "web", "shop", "web", "10.0.0.1", Map.of(), Locality.UNKNOWN);

  @Test
  void denialsComeFirstAndBothNameTheTrialOfAllowingRules() throws Exception {
    ClusterState state =
        YamlCluster.of(
            """
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: let-in, namespace: shop}
            spec: {action: ALLOW, rules: [{from: [{source: {namespaces: [a]}}]}]}
            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: keep-out, namespace: shop}
            spec: {action: DENY, rules: [{from: [{source: {namespaces: [b]}}]}]}
            """);

    List<RBAC> filters = new ArrayList<>();
    for (var filter : new Authorization(state, PROXY).tcp()) {
      filters.add(filter.getTypedConfig().unpack(RBAC.class));
    }

    assertThat(filters)
        .extracting(it -> it.getRules().getAction())
        .containsExactly(Action.DENY, Action.ALLOW);
    assertThat(filters)
        .extracting(RBAC::getShadowRulesStatPrefix)
        .containsExactly("istio_dry_run_allow_", "istio_dry_run_allow_");
  }
}
