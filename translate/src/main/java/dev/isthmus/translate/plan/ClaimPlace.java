package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.translate.precedent.Title;
import dev.isthmus.translate.route.HostPattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where claims on hosts meet: a host on the sidecars of a workspace, or a gateway.
 *
 * @param workspace the workspace of the sidecars; empty for a gateway
 * @param gateway the gateway service; of empty names for sidecars
 * @param host the host in lower case; empty for a gateway, where wildcards overlap others
 */
public record ClaimPlace(String workspace, ObjectKey gateway, String host)
    implements Comparable<ClaimPlace> {

  private static final ObjectKey NO_GATEWAY = new ObjectKey("", "", "");

  static ClaimPlace sidecars(String workspace, String host) {
    return new ClaimPlace(workspace, NO_GATEWAY, host.toLowerCase(Locale.ROOT));
  }

  static ClaimPlace gateway(GatewayWorkload gateway) {
    return new ClaimPlace("", gateway.service(), "");
  }

  /** Where it is decided who holds a title to a host. */
  static ClaimPlace of(Title title) {
    return title.kind() == Title.Kind.SIDECARS
        ? sidecars(title.owner(), title.host())
        : new ClaimPlace("", new ObjectKey(title.cluster(), title.namespace(), title.owner()), "");
  }

  /**
   * What one can hold here.
   *
   * @param hosts hosts of a gateway; {@code *} is nobody's
   * @param places namespaces of sidecars, by cluster
   */
  Set<Title> titles(List<String> hosts, Map<String, List<String>> places) {
    Set<Title> titles = new TreeSet<>();
    if (host.isEmpty()) {
      hosts.stream()
          .filter(name -> !HostPattern.of(name).isAll())
          .forEach(name -> titles.add(Title.onGateway(gateway, name)));
    } else {
      places.forEach((cluster, names) ->
          names.forEach(name -> titles.add(Title.onSidecars(workspace, host, cluster, name))));
    }
    return titles;
  }

  boolean isSidecarsOf(String other) {
    return !host.isEmpty() && workspace.equals(other);
  }

  @Override
  public int compareTo(ClaimPlace other) {
    int order = workspace.compareTo(other.workspace);
    if (order == 0) {
      order = gateway.compareTo(other.gateway);
    }
    return order == 0 ? host.compareTo(other.host) : order;
  }
}
