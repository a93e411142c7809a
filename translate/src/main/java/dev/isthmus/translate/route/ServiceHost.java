package dev.isthmus.translate.route;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The Service that a host names: {@code <name>.<namespace>.svc.<domain>} in each caller's own
 * cluster, {@code <name>.<namespace>.svc.<cluster>.<suffix>} in one cluster (lab 11).
 *
 * @param name {@code *} when the host is {@code *.<namespace>.svc.…}
 * @param cluster empty: the caller's own
 */
public record ServiceHost(String name, String namespace, String cluster) {
  private static final String SERVICES = "svc.";

  /**
   * The ends of hosts that name Services.
   *
   * @param clusterDomains such as {@code cluster.local}
   * @param suffixes of federated hosts, such as {@code global}
   * @param clusters the registered clusters
   */
  public record Domains(Set<String> clusterDomains, Set<String> suffixes, Set<String> clusters) {
    public Domains {
      clusterDomains = Set.copyOf(clusterDomains);
      suffixes = Set.copyOf(suffixes);
      clusters = Set.copyOf(clusters);
    }
  }

  /**
   * The Service, or nothing for a host that names none. Any suffix will do after the name of a
   * cluster: which ones are in use is the affair of the workspaces that federate.
   */
  public static Optional<ServiceHost> of(String host, Domains domains) {
    var parts = host.toLowerCase(Locale.ROOT).split("\\.", 3);
    if (parts.length < 3 || !parts[2].startsWith(SERVICES) || parts[1].startsWith("*")) {
      return Optional.empty();
    }
    var end = parts[2].substring(SERVICES.length());
    if (domains.clusterDomains().contains(end)) {
      return Optional.of(new ServiceHost(parts[0], parts[1], ""));
    }
    return domains.clusters().stream()
        .filter(cluster -> end.length() > cluster.length() + 1 && end.startsWith(cluster + "."))
        .max(Comparator.comparingInt(String::length))
        .map(cluster -> new ServiceHost(parts[0], parts[1], cluster));
  }

  /** Whether a pattern with a wildcard takes in Services of more than one namespace. */
  static boolean spansNamespaces(HostPattern pattern, Domains domains) {
    return pattern.wildcard()
        && (ends(domains.clusterDomains(), "").anyMatch(end -> within(pattern, end))
            || domains.clusters().stream()
                .flatMap(cluster -> ends(domains.suffixes(), cluster + "."))
                .anyMatch(end -> within(pattern, end)));
  }

  private static java.util.stream.Stream<String> ends(Collection<String> domains, String before) {
    return domains.stream().map(domain -> "." + SERVICES + before + domain);
  }

  /** {@code *.svc.cluster.local}, {@code *.local}, but not {@code *.shop.svc.cluster.local}. */
  private static boolean within(HostPattern pattern, String end) {
    return end.endsWith(pattern.rest());
  }
}
