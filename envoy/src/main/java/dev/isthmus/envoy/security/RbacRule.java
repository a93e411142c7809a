package dev.isthmus.envoy.security;

import dev.isthmus.istio.AuthorizationPolicy;
import dev.isthmus.istio.Operation;
import dev.isthmus.istio.Source;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.config.rbac.v3.Policy;
import io.envoyproxy.envoy.config.rbac.v3.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One rule of an AuthorizationPolicy as Envoy's. What cannot be told (the parts of a request on a
 * TCP connection, what a token says) makes a rule that allows match nothing, and is left out of a
 * rule that denies: so that it denies more, never less.
 */
final class RbacRule {
  private static final String HEADER = "request.headers[";

  private final String policyNamespace;
  private final boolean allows;
  private final boolean tcp;
  private boolean unknown;

  private RbacRule(String policyNamespace, boolean allows, boolean tcp) {
    this.policyNamespace = policyNamespace;
    this.allows = allows;
    this.tcp = tcp;
  }

  /** Empty when the rule allows, and has a condition that cannot be told. */
  static Optional<Policy> of(
      AuthorizationPolicy.Rule rule, String policyNamespace, boolean allows, boolean tcp) {
    return new RbacRule(policyNamespace, allows, tcp).policy(rule);
  }

  private Optional<Policy> policy(AuthorizationPolicy.Rule rule) {
    List<Permission> basePermissions = new ArrayList<>();
    List<Principal> basePrincipals = new ArrayList<>();
    rule.when().forEach(condition -> add(condition, basePermissions, basePrincipals));
    Policy.Builder result = Policy.newBuilder();
    if (rule.to().isEmpty()) {
      result.addPermissions(RbacMatchers.allOf(basePermissions));
    }
    for (AuthorizationPolicy.To to : rule.to()) {
      List<Permission> all = to.operation() == null ? new ArrayList<>() : operation(to.operation());
      all.addAll(basePermissions);
      result.addPermissions(RbacMatchers.allOf(all));
    }
    if (rule.from().isEmpty()) {
      result.addPrincipals(RbacMatchers.allOfIds(basePrincipals));
    }
    for (AuthorizationPolicy.From from : rule.from()) {
      List<Principal> all = from.source() == null ? new ArrayList<>() : source(from.source());
      all.addAll(basePrincipals);
      result.addPrincipals(RbacMatchers.allOfIds(all));
    }
    return unknown && allows ? Optional.empty() : Optional.of(result.build());
  }

  private List<Permission> operation(Operation operation) {
    List<Permission> all = new ArrayList<>();
    addHttp(
        all,
        operation.hosts(),
        operation.notHosts(),
        it -> RbacMatchers.header(":authority", it, true));
    addHttp(
        all,
        operation.methods(),
        operation.notMethods(),
        it -> RbacMatchers.header(":method", it, false));
    addHttp(all, operation.paths(), operation.notPaths(), RbacMatchers::path);
    add(all, operation.ports(), operation.notPorts(), RbacMatchers::port);
    return all;
  }

  private List<Principal> source(Source source) {
    List<Principal> all = new ArrayList<>();
    addIds(all, source.principals(), source.notPrincipals(), RbacRule::principal);
    if (!source.requestPrincipals().isEmpty() || !source.notRequestPrincipals().isEmpty()) {
      unknown = true;
    }
    addIds(
        all,
        source.serviceAccounts(),
        source.notServiceAccounts(),
        it -> RbacMatchers.serviceAccount(it, policyNamespace));
    addIds(all, source.namespaces(), source.notNamespaces(), RbacMatchers::namespace);
    addIds(all, source.remoteIpBlocks(), source.notRemoteIpBlocks(), RbacRule::remote);
    addIds(all, source.ipBlocks(), source.notIpBlocks(), RbacRule::direct);
    return all;
  }

  private static Principal principal(String name) {
    return RbacMatchers.identity(RbacMatchers.text(name, "spiffe://"));
  }

  private static Principal remote(String block) {
    return Principal.newBuilder().setRemoteIp(RbacMatchers.block(block)).build();
  }

  private static Principal direct(String block) {
    return Principal.newBuilder().setDirectRemoteIp(RbacMatchers.block(block)).build();
  }

  private void add(
      AuthorizationPolicy.Condition condition,
      List<Permission> permissions,
      List<Principal> principals) {
    List<String> values = condition.values();
    List<String> notValues = condition.notValues();
    switch (condition.key()) {
      case "destination.port" -> add(permissions, values, notValues, RbacMatchers::port);
      case "destination.ip" ->
          add(
              permissions,
              values,
              notValues,
              it -> Permission.newBuilder().setDestinationIp(RbacMatchers.block(it)).build());
      case "connection.sni" ->
          add(
              permissions,
              values,
              notValues,
              it ->
                  Permission.newBuilder()
                      .setRequestedServerName(RbacMatchers.text(it, ""))
                      .build());
      case "source.ip" -> addIds(principals, values, notValues, RbacRule::direct);
      case "remote.ip" -> addIds(principals, values, notValues, RbacRule::remote);
      case "source.namespace" -> addIds(principals, values, notValues, RbacMatchers::namespace);
      case "source.serviceAccount" ->
          addIds(
              principals,
              values,
              notValues,
              it -> RbacMatchers.serviceAccount(it, policyNamespace));
      case "source.principal" -> addIds(principals, values, notValues, RbacRule::principal);
      default -> addHeader(condition, principals);
    }
  }

  private void addHeader(AuthorizationPolicy.Condition condition, List<Principal> principals) {
    if (!condition.key().startsWith(HEADER) || tcp) {
      unknown = true;
      return;
    }
    String name = condition.key().substring(HEADER.length(), condition.key().length() - 1);
    addIds(
        principals,
        condition.values(),
        condition.notValues(),
        it ->
            Principal.newBuilder()
                .setHeader(RbacMatchers.header(name, it, false).getHeader())
                .build());
  }

  private void addHttp(
      List<Permission> all,
      List<String> values,
      List<String> notValues,
      Function<String, Permission> matcher) {
    if (tcp && !(values.isEmpty() && notValues.isEmpty())) {
      unknown = true;
    } else {
      add(all, values, notValues, matcher);
    }
  }

  private static void add(
      List<Permission> all,
      List<String> values,
      List<String> notValues,
      Function<String, Permission> matcher) {
    if (!values.isEmpty()) {
      all.add(RbacMatchers.anyOf(values.stream().map(matcher).toList()));
    }
    if (!notValues.isEmpty()) {
      all.add(RbacMatchers.not(RbacMatchers.anyOf(notValues.stream().map(matcher).toList())));
    }
  }

  private static void addIds(
      List<Principal> all,
      List<String> values,
      List<String> notValues,
      Function<String, Principal> matcher) {
    if (!values.isEmpty()) {
      all.add(RbacMatchers.anyOfIds(values.stream().map(matcher).toList()));
    }
    if (!notValues.isEmpty()) {
      all.add(RbacMatchers.not(RbacMatchers.anyOfIds(notValues.stream().map(matcher).toList())));
    }
  }
}
