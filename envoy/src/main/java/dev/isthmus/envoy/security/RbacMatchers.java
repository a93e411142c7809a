package dev.isthmus.envoy.security;

import dev.isthmus.envoy.proto.Protos;
import io.envoyproxy.envoy.config.core.v3.CidrRange;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.config.rbac.v3.Principal;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.type.matcher.v3.PathMatcher;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;

/** Single conditions of an authorization rule as Envoy's. */
final class RbacMatchers {
  private RbacMatchers() {}

  /** {@code *} is any non-empty text, {@code *x} a suffix, {@code x*} a prefix, the rest exact. */
  static StringMatcher text(String value, String prefix) {
    StringMatcher.Builder result = StringMatcher.newBuilder();
    if (value.equals("*")) {
      return regex(".+");
    }
    if (value.startsWith("*")) {
      return result.setSuffix(value.substring(1)).build();
    }
    if (value.endsWith("*")) {
      return result.setPrefix(prefix + value.substring(0, value.length() - 1)).build();
    }
    return result.setExact(prefix + value).build();
  }

  static StringMatcher regex(String regex) {
    return StringMatcher.newBuilder()
        .setSafeRegex(RegexMatcher.newBuilder().setRegex(regex))
        .build();
  }

  static Principal identity(StringMatcher name) {
    return Principal.newBuilder()
        .setAuthenticated(Principal.Authenticated.newBuilder().setPrincipalName(name))
        .build();
  }

  static Principal namespace(String namespace) {
    return identity(regex(".*/ns/" + namespace.replace("*", ".*") + "/.*"));
  }

  /** {@code account}, of the policy's namespace, or {@code namespace/account}. */
  static Principal serviceAccount(String account, String policyNamespace) {
    String[] parts =
        account.contains("/") ? account.split("/", 2) : new String[] {policyNamespace, account};
    return identity(regex("spiffe://.+/ns/" + parts[0] + "/(.+/|)sa/" + parts[1] + "(/.+)?"));
  }

  static CidrRange block(String address) {
    int slash = address.indexOf('/');
    String ip = slash < 0 ? address : address.substring(0, slash);
    int bits =
        slash < 0 ? (ip.contains(":") ? 128 : 32) : Integer.parseInt(address.substring(slash + 1));
    return CidrRange.newBuilder().setAddressPrefix(ip).setPrefixLen(Protos.uint32(bits)).build();
  }

  static Permission header(String name, String value, boolean ignoreCase) {
    StringMatcher matcher = text(value, "").toBuilder().setIgnoreCase(ignoreCase).build();
    HeaderMatcher.Builder header = HeaderMatcher.newBuilder().setName(name);
    if (value.equals("*")) {
      header.setPresentMatch(true);
    } else {
      header.setStringMatch(matcher);
    }
    return Permission.newBuilder().setHeader(header).build();
  }

  static Permission path(String path) {
    return Permission.newBuilder()
        .setUrlPath(PathMatcher.newBuilder().setPath(text(path, "")))
        .build();
  }

  static Permission port(String port) {
    return Permission.newBuilder().setDestinationPort(Integer.parseInt(port)).build();
  }

  static Permission anyOf(List<Permission> permissions) {
    return Permission.newBuilder()
        .setOrRules(Permission.Set.newBuilder().addAllRules(permissions))
        .build();
  }

  static Permission allOf(List<Permission> permissions) {
    List<Permission> all =
        permissions.isEmpty() ? List.of(Permission.newBuilder().setAny(true).build()) : permissions;
    return Permission.newBuilder()
        .setAndRules(Permission.Set.newBuilder().addAllRules(all))
        .build();
  }

  static Permission not(Permission permission) {
    return Permission.newBuilder().setNotRule(permission).build();
  }

  static Principal anyOfIds(List<Principal> principals) {
    return Principal.newBuilder()
        .setOrIds(Principal.Set.newBuilder().addAllIds(principals))
        .build();
  }

  static Principal allOfIds(List<Principal> principals) {
    List<Principal> all =
        principals.isEmpty() ? List.of(Principal.newBuilder().setAny(true).build()) : principals;
    return Principal.newBuilder().setAndIds(Principal.Set.newBuilder().addAllIds(all)).build();
  }

  static Principal not(Principal principal) {
    return Principal.newBuilder().setNotId(principal).build();
  }
}
