package dev.isthmus.translate.route;

import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.gloo.networking.Delegate;
import dev.isthmus.api.gloo.networking.FailureMode;
import dev.isthmus.api.gloo.networking.ForwardTo;
import dev.isthmus.api.gloo.networking.HttpAction;
import dev.isthmus.api.gloo.networking.HttpRoute;
import dev.isthmus.api.gloo.networking.RouteTable;
import dev.isthmus.api.gloo.networking.RouteTableSpec;
import dev.isthmus.api.gloo.networking.SortMethod;
import dev.isthmus.api.gloo.networking.TcpRoute;
import dev.isthmus.api.gloo.networking.TlsRoute;
import dev.isthmus.api.gloo.selector.DestinationKind;
import dev.isthmus.api.gloo.selector.DestinationReference;
import dev.isthmus.api.gloo.selector.HeaderMatcher;
import dev.isthmus.api.gloo.selector.HttpMatcher;
import dev.isthmus.api.gloo.selector.ObjectReference;
import dev.isthmus.api.gloo.selector.ObjectSelector;
import dev.isthmus.api.gloo.selector.PortSelector;
import dev.isthmus.api.gloo.selector.QueryParameterMatcher;
import dev.isthmus.api.gloo.selector.StringMatch;
import dev.isthmus.api.gloo.selector.WorkloadKind;
import dev.isthmus.api.gloo.selector.WorkloadSelector;
import dev.isthmus.istio.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Users' objects for the tests of this package. */
final class Given {
  private Given() {}

  /** A table that is made member by member. */
  static final class Table {
    private final String name;
    private String namespace = "shop";
    private SortedMap<String, String> labels = Labels.EMPTY;
    private @Nullable Instant created;
    private List<String> hosts = List.of();
    private List<WorkloadSelector> workloadSelectors = List.of();
    private @Nullable DestinationReference defaultDestination;
    private final List<HttpRoute> http = new ArrayList<>();
    private final List<TcpRoute> tcp = new ArrayList<>();
    private final List<TlsRoute> tls = new ArrayList<>();
    private List<ObjectReference> gateways = List.of();
    private int weight;

    private Table(String name) {
      this.name = name;
    }

    Table in(String newNamespace) {
      namespace = newNamespace;
      return this;
    }

    Table labels(String... keysAndValues) {
      labels = Labels.of(keysAndValues);
      return this;
    }

    Table created(String at) {
      created = Instant.parse(at);
      return this;
    }

    Table hosts(String... names) {
      hosts = List.of(names);
      return this;
    }

    Table workloads(WorkloadSelector... selectors) {
      workloadSelectors = List.of(selectors);
      return this;
    }

    Table gateway(String gateway) {
      gateways = List.of(new ObjectReference(gateway, "", ""));
      return this;
    }

    Table otherwise(DestinationReference destination) {
      defaultDestination = destination;
      return this;
    }

    Table weight(int newWeight) {
      weight = newWeight;
      return this;
    }

    Table route(String route, HttpAction action, HttpMatcher... matchers) {
      return route(route, Labels.EMPTY, action, matchers);
    }

    Table route(
        String route,
        SortedMap<String, String> routeLabels,
        HttpAction action,
        HttpMatcher... matchers) {
      http.add(new HttpRoute(route, routeLabels, List.of(matchers), action));
      return this;
    }

    Table tcp(TcpRoute route) {
      tcp.add(route);
      return this;
    }

    Table tls(TlsRoute route) {
      tls.add(route);
      return this;
    }

    RouteTable build() {
      var meta =
          new Meta(
              new ObjectKey("cluster1", namespace, name), labels, Labels.EMPTY, created, "", 0);
      return new RouteTable(
          meta,
          new RouteTableSpec(
              hosts,
              gateways,
              workloadSelectors,
              List.of(),
              defaultDestination,
              http,
              tcp,
              tls,
              weight,
              null,
              FailureMode.ROUTE_REPLACEMENT,
              Labels.EMPTY));
    }
  }

  static Table table(String name) {
    return new Table(name);
  }

  /** Of all tables, those that the selector's labels and name select. */
  static RouteTables among(RouteTable... tables) {
    return (parent, selector) ->
        Arrays.stream(tables)
            .filter(table -> Labels.copyOf(selector.labels()).selects(table.labels()))
            .filter(table -> selector.name().isEmpty() || selector.name().equals(table.name()))
            .toList();
  }

  static Delegate delegate(String... keysAndValues) {
    return new Delegate(
        List.of(new ObjectSelector(Labels.of(keysAndValues), "", "", "", "")),
        List.of(),
        SortMethod.TABLE_WEIGHT);
  }

  static Delegate delegateTo(SortMethod sort, String... names) {
    return new Delegate(
        Arrays.stream(names)
            .map(name -> new ObjectSelector(Labels.EMPTY, name, "", "", ""))
            .toList(),
        List.of(),
        sort);
  }

  static ForwardTo forward(DestinationReference... destinations) {
    return new ForwardTo(List.of(destinations), "", null, "", false);
  }

  static ForwardTo forwardTo(String service) {
    return forward(service(service, 0));
  }

  static DestinationReference service(String name, int weight) {
    return new DestinationReference(
        new ObjectReference(name, "shop", ""),
        null,
        DestinationKind.SERVICE,
        new PortSelector(80, ""),
        Labels.EMPTY,
        weight);
  }

  static HttpMatcher prefix(String path) {
    return uri(new StringMatch("", path, "", "", false));
  }

  static HttpMatcher exact(String path) {
    return uri(new StringMatch(path, "", "", "", false));
  }

  static HttpMatcher regex(String path) {
    return uri(new StringMatch("", "", path, "", false));
  }

  static HttpMatcher uri(StringMatch uri) {
    return new HttpMatcher("", uri, List.of(), List.of(), "", 0);
  }

  static HttpMatcher headers(HeaderMatcher... headers) {
    return new HttpMatcher("", null, List.of(headers), List.of(), "", 0);
  }

  static HttpMatcher query(QueryParameterMatcher... parameters) {
    return new HttpMatcher("", null, List.of(), List.of(parameters), "", 0);
  }

  static HttpMatcher method(String method) {
    return new HttpMatcher("", null, List.of(), List.of(), method, 0);
  }

  static HttpMatcher port(int port) {
    return new HttpMatcher("", null, List.of(), List.of(), "", port);
  }

  static WorkloadSelector workloads(String... keysAndValues) {
    return new WorkloadSelector(
        new ObjectSelector(Labels.of(keysAndValues), "", "", "", ""), WorkloadKind.KUBE, null);
  }

  /** Sidecars of workspace and namespace {@code shop} in {@code cluster1}. */
  static ProxyScope sidecars(String... keysAndValues) {
    return scope(new MatchScope.Sidecars(List.of(), Labels.of(keysAndValues)));
  }

  static ProxyScope scope(MatchScope... scopes) {
    return new ProxyScope(List.of(scopes), "shop", "cluster1", "shop");
  }

  /**
   * Services have the hosts of their own cluster; a name that begins with {@code missing} is not
   * found.
   */
  static final DestinationResolver RESOLVER =
      (table, reference, place) -> {
        var ref = java.util.Objects.requireNonNull(reference.ref());
        if (ref.name().startsWith("missing")) {
          return new DestinationResolver.Resolution.NotFound(
              place.finding(dev.isthmus.api.Reason.DESTINATION_NOT_FOUND, "Not there.", "", ""));
        }
        var port = reference.port();
        return new DestinationResolver.Resolution.Found(
            new Destination(
                ref.name() + "." + ref.namespace() + ".svc.cluster.local",
                port == null ? null : new dev.isthmus.istio.PortSelector(port.number()),
                ""));
      };
}
