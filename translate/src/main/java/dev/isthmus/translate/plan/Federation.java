package dev.isthmus.translate.plan;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.admin.ShareableKind;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.name.Names;
import dev.isthmus.translate.precedent.Precedents;
import dev.isthmus.translate.resolve.Backend;
import dev.isthmus.translate.resolve.BackendPort;
import dev.isthmus.translate.resolve.Backends;
import dev.isthmus.translate.resolve.EastWestGateway;
import dev.isthmus.translate.resolve.EastWestGateways;
import dev.isthmus.translate.resolve.GatewayPlace;
import dev.isthmus.translate.resolve.Identities;
import dev.isthmus.translate.resolve.IdentityKey;
import dev.isthmus.translate.resolve.Membership;
import dev.isthmus.translate.resolve.Selection;
import dev.isthmus.translate.resolve.Settings;
import dev.isthmus.translate.resolve.SettingsTable;
import dev.isthmus.translate.resolve.Share;
import dev.isthmus.translate.resolve.ShareKey;
import dev.isthmus.translate.resolve.Visibility;
import dev.isthmus.translate.resolve.Workspaces;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which services have a host in the whole mesh (API reference, 2.2, options.federation). */
public final class Federation {

  private static final String DEFAULT_SUFFIX = "global";

  /** The federated services. */
  public final Table<ObjectKey, Federated> table;

  /** Their hosts, for whom identities do not matter. */
  public final Table<ObjectKey, FederatedHosts> hosts;

  private final Workspaces workspaces;
  private final SettingsTable settings;
  private final Visibility visibility;
  private final Backends backends;
  private final EastWestGateways gateways;

  /** Who has which names. */
  public final NameClaims names;

  private final Findings findings;

  /** What of a workspace's settings decides here. */
  private record Wish(
      dev.isthmus.api.gloo.admin.@Nullable Federation federation,
      @Nullable ObjectRef from,
      Settings.GatewaySource gateways) {

    static @Nullable Wish of(@Nullable Settings settings) {
      return settings == null
          ? null
          : new Wish(settings.federation(), settings.federationFrom(), settings.gateways());
    }
  }

  public Federation(
      GraphBuilder graph,
      Workspaces workspaces,
      SettingsTable settings,
      Visibility visibility,
      Backends backends,
      EastWestGateways gateways,
      Precedents precedents,
      Findings findings) {
    this.workspaces = workspaces;
    this.settings = settings;
    this.visibility = visibility;
    this.backends = backends;
    this.gateways = gateways;
    names = new NameClaims(graph, "federated services", precedents, findings);
    this.findings = findings;
    table = graph.table("federated services");
    hosts = graph.table("hosts of federated services");
    graph
        .rule("federation gives the selected services a host in the whole mesh")
        .from(backends.table)
        .uses(workspaces.memberships, settings.table, visibility.byExporter)
        .uses(backends.identities, gateways.table)
        .emits(table, hosts, names.claims, findings.table)
        .each((key, backend, in, out) -> federate(backend, in, out));
  }

  private void federate(Backend backend, In in, Out out) {
    List<Offer> offers = new ArrayList<>(1);
    List<String> importers = new ArrayList<>();
    Set<ObjectRef> sharedBy = new LinkedHashSet<>();
    offer(backend, backend.owner(), offers, in, out);
    for (Entry<ShareKey, Share> entry : in.get(visibility.byExporter, backend.owner())) {
      if (entry.value().allows(ShareableKind.SERVICE, backend.labels(), backend.key())) {
        importers.add(entry.key().importer());
        sharedBy.addAll(entry.value().by());
        offer(backend, entry.key().importer(), offers, in, out);
      }
    }
    if (offers.isEmpty()) {
      return;
    }
    Membership member = in.get(workspaces.memberships, Workspaces.namespaceOf(backend.key()));
    Identities identities =
        in.get(
            backends.identities,
            new IdentityKey(backend.owner(), backend.key().namespace(), backend.key().name()));
    if (identities == null || backend.selector().isEmpty()) {
      findings.put(out, FederationFindings.noIdentities(backend));
    } else if (member != null && !member.ambient()) {
      for (Offer offer : offers) {
        names.claim(hostText(offer.host()), backend.ref(), backend.age(), out);
      }
      Federated federated =
          new Federated(
              backend.age(), backend.owner(), importers, List.copyOf(sharedBy), identities, offers);
      out.put(table, backend.key(), federated);
      out.put(hosts, backend.key(), federated.hosts());
    }
  }

  /** What the names of a host's objects are made of. */
  public static String hostText(String host) {
    return "host " + Names.sanitize(host);
  }

  private void offer(Backend backend, String workspace, List<Offer> offers, In in, Out out) {
    Wish wish = in.<String, Settings, @Nullable Wish>get(settings.table, workspace, Wish::of);
    if (wish == null || wish.federation() == null || wish.from() == null) {
      return;
    }
    dev.isthmus.api.gloo.admin.Federation federation = wish.federation();
    if (!federation.enabled()
        || !Selection.anySelects(
            federation.serviceSelector(), backend.labels(), backend.key(), backend.owner())) {
      return;
    }
    List<BackendPort> selected = backend.select(federation.ports());
    if (backend.named() || backend.selector().isEmpty() || selected.isEmpty()) {
      findings.put(out, FederationFindings.unfederatable(backend));
      return;
    }
    FederationFindings.ofPorts(backend, selected, findings, out);
    List<BackendPort> ports = federated(selected);
    if (ports.isEmpty()) {
      return;
    }
    String suffix = federation.hostSuffix().isEmpty() ? DEFAULT_SUFFIX : federation.hostSuffix();
    ObjectKey key = backend.key();
    ObjectRef chosenBy = wish.gateways().object();
    offers.add(
        new Offer(
            workspace,
            key.name() + "." + key.namespace() + ".svc." + key.cluster() + "." + suffix,
            wish.from(),
            ports,
            wish.gateways().id(),
            chosenBy == null ? wish.from() : chosenBy,
            in.get(
                gateways.table,
                new GatewayPlace(wish.gateways().id(), key.cluster()),
                Federation::anyReachable)));
  }

  private static List<BackendPort> federated(List<BackendPort> ports) {
    for (BackendPort port : ports) {
      if (port.targetPort() == 0) {
        List<BackendPort> known = new ArrayList<>(ports);
        known.removeIf(p -> p.targetPort() == 0);
        return known;
      }
    }
    return ports;
  }

  private static boolean anyReachable(@Nullable List<EastWestGateway> gateways) {
    if (gateways != null) {
      for (EastWestGateway gateway : gateways) {
        if (gateway.isReachable()) {
          return true;
        }
      }
    }
    return false;
  }
}
