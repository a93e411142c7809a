package dev.isthmus.envoy.security;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.Proxy;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.scope.Age;
import dev.isthmus.istio.AuthorizationPolicy;
import dev.isthmus.istio.IstioObject;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.config.rbac.v3.Policy;
import io.envoyproxy.envoy.config.rbac.v3.Principal;
import io.envoyproxy.envoy.config.rbac.v3.RBAC;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may do what with a workload: first what is denied, then what is allowed. Without any policy
 * that allows, everything that is not denied is.
 */
public final class Authorization {
  /** istiod asks the rules on trial, of which there are none, for their action: allow. */
  private static final String DRY_RUN_PREFIX = "istio_dry_run_allow_";

  private static final Policy NEVER =
      Policy.newBuilder()
          .addPermissions(Permission.newBuilder().setNotRule(Permission.newBuilder().setAny(true)))
          .addPrincipals(Principal.newBuilder().setNotId(Principal.newBuilder().setAny(true)))
          .build();

  private final List<IstioObject> policies;

  /** The policies of the proxy's namespace and of the root namespace that select it. */
  public Authorization(ClusterState state, Proxy proxy) {
    policies =
        state.istio().stream()
            .filter(object -> object.spec() instanceof AuthorizationPolicy)
            .filter(object ->
                object.namespace().equals(proxy.namespace())
                    || object.namespace().equals(state.mesh().rootNamespace()))
            .filter(object -> selects((AuthorizationPolicy) object.spec(), proxy))
            .sorted(Age.OLDEST_FIRST)
            .toList();
  }

  private static boolean selects(AuthorizationPolicy policy, Proxy proxy) {
    return policy.targetRef() == null
        && policy.targetRefs().isEmpty()
        && (policy.selector() == null
            || proxy.labels().entrySet().containsAll(policy.selector().matchLabels().entrySet()));
  }

  public List<HttpFilter> http() {
    return rules(false)
        .map(rules ->
            HttpFilter.newBuilder()
                .setName("envoy.filters.http.rbac")
                .setTypedConfig(
                    Protos.any(
                        io.envoyproxy
                            .envoy
                            .extensions
                            .filters
                            .http
                            .rbac
                            .v3
                            .RBAC
                            .newBuilder()
                            .setRules(rules)
                            .setShadowRulesStatPrefix(DRY_RUN_PREFIX)
                            .build()))
                .build())
        .toList();
  }

  public List<Filter> tcp() {
    return rules(true)
        .map(rules ->
            Filter.newBuilder()
                .setName("envoy.filters.network.rbac")
                .setTypedConfig(
                    Protos.any(
                        io.envoyproxy
                            .envoy
                            .extensions
                            .filters
                            .network
                            .rbac
                            .v3
                            .RBAC
                            .newBuilder()
                            .setRules(rules)
                            .setStatPrefix("tcp.")
                            .setShadowRulesStatPrefix(DRY_RUN_PREFIX)
                            .build()))
                .build())
        .toList();
  }

  private Stream<RBAC> rules(boolean tcp) {
    return Stream.of(
            rules(AuthorizationPolicy.Action.DENY, tcp),
            rules(AuthorizationPolicy.Action.ALLOW, tcp))
        .flatMap(Optional::stream);
  }

  private Optional<RBAC> rules(AuthorizationPolicy.Action action, boolean tcp) {
    List<IstioObject> ofAction = new ArrayList<>();
    for (IstioObject object : policies) {
      if (((AuthorizationPolicy) object.spec()).action() == action) {
        ofAction.add(object);
      }
    }
    if (ofAction.isEmpty()) {
      return Optional.empty();
    }
    boolean allows = action == AuthorizationPolicy.Action.ALLOW;
    RBAC.Builder result =
        RBAC.newBuilder().setAction(allows ? RBAC.Action.ALLOW : RBAC.Action.DENY);
    for (IstioObject object : ofAction) {
      List<AuthorizationPolicy.Rule> rules = ((AuthorizationPolicy) object.spec()).rules();
      if (rules.isEmpty()) {
        result.putPolicies(name(object, 0), NEVER);
      }
      for (int i = 0; i < rules.size(); i++) {
        String name = name(object, i);
        RbacRule.of(rules.get(i), object.namespace(), allows, tcp)
            .ifPresent(policy -> result.putPolicies(name, policy));
      }
    }
    return Optional.of(result.build());
  }

  private static String name(IstioObject object, int rule) {
    return "ns[" + object.namespace() + "]-policy[" + object.name() + "]-rule[" + rule + "]";
  }
}
