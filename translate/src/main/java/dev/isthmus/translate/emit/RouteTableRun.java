package dev.isthmus.translate.emit;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Severity;
import dev.isthmus.api.gloo.networking.FailureMode;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.engine.In;
import dev.isthmus.istio.HttpRoute;
import dev.isthmus.istio.TcpRoute;
import dev.isthmus.istio.TlsRoute;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.translate.plan.ServiceDestinations;
import dev.isthmus.translate.plan.ServiceDestinations.Answer;
import dev.isthmus.translate.plan.TableTree;
import dev.isthmus.translate.resolve.Owned;
import dev.isthmus.translate.route.DestinationResolver;
import dev.isthmus.translate.route.HostPattern;
import dev.isthmus.translate.route.HttpRoutes;
import dev.isthmus.translate.route.MatchScope;
import dev.isthmus.translate.route.Place;
import dev.isthmus.translate.route.PolicyAttachment;
import dev.isthmus.translate.route.ProxyScope;
import dev.isthmus.translate.route.TcpRoutes;
import dev.isthmus.translate.route.TlsRoutes;
import dev.isthmus.translate.route.Translated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The specs of a table's VirtualServices, each made once; lives while its rule runs. */
final class RouteTableRun {

  private final Owned<RouteTable> root;
  private final String workspace;
  private final TableTree.Tree tree;
  private final PolicyAttachment.Attached attached;
  private final ServiceDestinations destinations;
  private final In in;
  private final Consumer<Finding> findings;
  private final boolean narrowed;
  private final List<RoutedSpec> made = new ArrayList<>();

  RouteTableRun(
      Owned<RouteTable> root,
      String workspace,
      TableTree.Tree tree,
      PolicyAttachment.Attached attached,
      ServiceDestinations destinations,
      In in,
      Consumer<Finding> findings) {
    this.root = root;
    this.workspace = workspace;
    this.tree = tree;
    this.attached = attached;
    this.destinations = destinations;
    this.in = in;
    this.findings = findings;
    this.narrowed =
        tree.flattened().routes().stream()
            .flatMap(route -> route.steps().stream().skip(1))
            .anyMatch(step -> !step.table().spec().workloadSelectors().isEmpty());
  }

  /**
   * The spec for some proxies of a namespace; empty when there are no routes for them, or when the
   * table is to keep its last good form and has none.
   */
  Optional<RoutedSpec> spec(
      List<String> gateways,
      List<String> written,
      List<MatchScope> scopes,
      String cluster,
      String namespace) {
    List<String> hosts = HostPattern.distinct(written);
    RoutedSpec spec = equal(gateways, hosts, scopes, cluster);
    boolean frozen = root.object().spec().failureMode() == FailureMode.FREEZE_CONFIG;
    if (spec == null) {
      spec = make(gateways, hosts, scopes, cluster, namespace);
      made.add(spec);
      boolean kept = frozen && spec.broken();
      spec.findings().forEach(finding -> findings.accept(kept ? frozen(finding) : finding));
    }
    frozen &= spec.broken();
    return spec.isEmpty() || frozen ? Optional.empty() : Optional.of(spec);
  }

  /** What follows from a wrong route in a table that does not replace it. */
  private static Finding frozen(Finding finding) {
    return finding.severity() != Severity.ERROR
        ? finding
        : new Finding(
            finding.reason(),
            finding.severity(),
            finding.object(),
            finding.field(),
            finding.what(),
            "The RouteTable keeps its last good form (failureMode FREEZE_CONFIG); where none is known, as offline,"
                + " nothing is written for it.",
            finding.remedy());
  }

  /**
   * A spec made before for equal proxies, whose destinations are the same for those of this
   * cluster.
   */
  private @Nullable RoutedSpec equal(
      List<String> gateways, List<String> hosts, List<MatchScope> scopes, String cluster) {
    if (narrowed) {
      return null;
    }
    for (RoutedSpec candidate : made.reversed()) {
      if (candidate.isFor(gateways, hosts, scopes) && leadsTheSameWay(candidate, cluster)) {
        return candidate;
      }
    }
    return null;
  }

  private boolean leadsTheSameWay(RoutedSpec candidate, String cluster) {
    for (int i = 0; i < candidate.calls().size(); i++) {
      RoutedSpec.Call call = candidate.calls().get(i);
      Answer answer = resolve(call.table(), call.reference(), call.place(), cluster);
      if (!answer.equals(candidate.answers().get(i))) {
        return false;
      }
    }
    return true;
  }

  private Answer resolve(
      RouteTable table, DestinationReference reference, Place place, String cluster) {
    String viewer = tree.owners().getOrDefault(table.key(), root.workspace());
    return destinations.resolve(viewer, cluster, reference, place, in, findings);
  }

  private RoutedSpec make(
      List<String> gateways,
      List<String> hosts,
      List<MatchScope> scopes,
      String cluster,
      String namespace) {
    List<RoutedSpec.Call> calls = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    DestinationResolver resolver =
        (table, reference, place) -> {
          Answer answer = resolve(table, reference, place, cluster);
          calls.add(new RoutedSpec.Call(table, reference, place));
          answers.add(answer);
          return switch (answer) {
            case Answer.Leads leads ->
                new DestinationResolver.Resolution.Found(leads.route().destination());
            case Answer.Nowhere nowhere ->
                new DestinationResolver.Resolution.NotFound(nowhere.finding());
          };
        };
    ProxyScope proxies = new ProxyScope(scopes, workspace, cluster, namespace);
    Translated<HttpRoute> http =
        HttpRoutes.translate(tree.flattened().routes(), attached.byRoute(), proxies, resolver);
    Translated<TcpRoute> tcp = TcpRoutes.translate(root.object(), proxies, resolver);
    Translated<TlsRoute> tls = TlsRoutes.translate(root.object(), hosts, proxies, resolver);
    List<Finding> all = new ArrayList<>();
    addAll(all, http.findings(), tcp.findings(), tls.findings());
    return new RoutedSpec(
        gateways,
        hosts,
        scopes,
        calls,
        answers,
        new VirtualService(
            FederatedSpecs.HERE, gateways, hosts, http.routes(), tcp.routes(), tls.routes()),
        all,
        tree.flattened().incomplete() || http.broken() || tcp.broken() || tls.broken());
  }

  @SafeVarargs
  private static void addAll(List<Finding> to, Collection<Finding>... findings) {
    for (Collection<Finding> some : findings) {
      to.addAll(some);
    }
  }
}
