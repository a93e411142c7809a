package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.admin.ShareableKind;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Merge;
import dev.isthmus.engine.SmallTable;
import dev.isthmus.engine.Source;
import dev.isthmus.translate.resolve.Backend;
import dev.isthmus.translate.resolve.Backends;
import dev.isthmus.translate.resolve.Cluster;
import dev.isthmus.translate.resolve.Clusters;
import dev.isthmus.translate.resolve.NamespaceId;
import dev.isthmus.translate.resolve.One;
import dev.isthmus.translate.resolve.SettingsTable;
import dev.isthmus.translate.resolve.Visibility;
import dev.isthmus.translate.resolve.Workspaces;
import dev.isthmus.translate.route.HostOwners;
import dev.isthmus.translate.route.HostPattern;
import dev.isthmus.translate.route.ServiceHost;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Who owns hosts, told from what is there. */
public final class HostNames {

  private static final String DEFAULT_SUFFIX = "global";

  /** The suffixes of federated hosts that are in use. */
  private final SmallTable<String, One> suffixes;

  private final Clusters clusters;
  private final Workspaces workspaces;
  private final Backends backends;
  private final Visibility visibility;

  public HostNames(
      GraphBuilder graph,
      Clusters clusters,
      Workspaces workspaces,
      SettingsTable settings,
      Backends backends,
      Visibility visibility) {
    this.clusters = clusters;
    this.workspaces = workspaces;
    this.backends = backends;
    this.visibility = visibility;
    suffixes = graph.<String, One>table("host suffixes", Merge.first()).small();
    graph
        .rule("hosts of services end in a cluster's domain or a suffix of federation")
        .from(settings.table)
        .emits(suffixes)
        .each((workspace, own, in, out) -> {
          if (own.federation() != null && own.federation().enabled()) {
            String suffix = own.federation().hostSuffix();
            out.put(suffixes, suffix.isEmpty() ? DEFAULT_SUFFIX : suffix, One.ONE);
          }
        });
  }

  /** What rules that ask here must declare to use. */
  public Source[] sources() {
    return new Source[] {
      suffixes, clusters.table, workspaces.memberships, backends.table, visibility.shares
    };
  }

  /**
   * The ends of hosts that name services, as far as these hosts ask for them: suffixes of
   * federation matter to wildcards only, so a new one is no matter of tables without.
   */
  public ServiceHost.Domains domains(List<String> hosts, In in) {
    boolean wildcards = hosts.stream().anyMatch(host -> HostPattern.of(host).wildcard());
    return in.all(clusters.table, HostNames::domainsOf)
        .with(wildcards ? Set.copyOf(in.all(suffixes, Entries::keys)) : Set.of());
  }

  /** The clusters' part of the domains. */
  private record ClusterNames(Set<String> domains, Set<String> names) {
    ServiceHost.Domains with(Set<String> suffixes) {
      return new ServiceHost.Domains(domains, suffixes, names);
    }
  }

  private static ClusterNames domainsOf(Entries<String, Cluster> clusters) {
    Set<String> domains = new HashSet<>();
    Set<String> names = new HashSet<>();
    clusters.forEach((name, cluster) -> {
      domains.add(cluster.domain());
      names.add(name);
    });
    return new ClusterNames(Set.copyOf(domains), Set.copyOf(names));
  }

  /**
   * Who owns hosts, for the proxies of a cluster.
   *
   * @param asked takes the services that were asked for
   * @param sharedBy takes the settings by which one that is another workspace's is seen
   */
  HostOwners owners(
      ServiceHost.Domains domains,
      String cluster,
      Consumer<ObjectKey> asked,
      Consumer<ObjectRef> sharedBy,
      In in) {
    return new HostOwners() {
      @Override
      public ServiceHost.Domains domains() {
        return domains;
      }

      @Override
      public Optional<String> ownerOf(ServiceHost service) {
        ObjectKey key = key(service, cluster);
        asked.accept(key);
        NamespaceId namespace = Workspaces.namespaceOf(key);
        return in.get(
            workspaces.memberships,
            namespace,
            member -> member == null ? Optional.empty() : Optional.of(member.workspace()));
      }

      @Override
      public Optional<String> ownerOf(String host) {
        return Optional.empty();
      }

      @Override
      public boolean sees(String workspace, ServiceHost service) {
        ObjectKey key = key(service, cluster);
        Backend backend = in.get(backends.table, key);
        if (backend == null
            || !visibility.sees(
                workspace, backend.owner(), ShareableKind.SERVICE, backend.labels(), key, in)) {
          return false;
        }
        visibility.sharedBy(workspace, backend.owner(), in).forEach(sharedBy);
        return true;
      }
    };
  }

  private static ObjectKey key(ServiceHost service, String cluster) {
    return new ObjectKey(
        service.cluster().isEmpty() ? cluster : service.cluster(),
        service.namespace(),
        service.name());
  }
}
