package dev.isthmus.testing.random;

import dev.isthmus.testing.random.Shapes.Cluster;
import dev.isthmus.testing.random.Shapes.Kind;
import dev.isthmus.testing.random.Shapes.Port;
import dev.isthmus.testing.random.Shapes.Service;
import dev.isthmus.testing.random.Shapes.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * The cast of a scenario: what its objects refer to. Most references are right, so that most of
 * what is generated has an effect; the rest are not.
 *
 * @param management the cluster that holds Workspaces; it may be a workload cluster too
 * @param secluded whether workspaces select exactly their own namespaces, and the last shares
 *     nothing
 */
record World(
    String management,
    List<Cluster> clusters,
    List<Workspace> workspaces,
    List<Service> services,
    boolean secluded) {

  /** The admin namespace, and the one of the gateways. */
  static final String ADMIN = "gloo-mesh";

  static final String GATEWAYS = "gateways";
  static final List<String> VERSIONS = List.of("v1", "v2", "v3");
  static final List<String> SUFFIXES = List.of("global", "global", "global", "mesh.internal");

  private static final String LONG =
      "a-name-that-is-as-long-as-a-label-may-be-which-is-sixty-three-x";
  private static final List<String> NAMESPACES =
      List.of("frontends", "backends", "payments", "orders", "b-c", "c", LONG);
  private static final List<String> NAMES =
      List.of("reviews", "ratings", "web", "api", "a", "a-b", LONG);

  static World of(Dice dice, boolean secluded) {
    boolean oneForAll = dice.chance(0.2);
    int count = dice.between(1, 3);
    var clusters = new ArrayList<Cluster>();
    for (int i = 1; i <= count; i++) {
      String name = i == 3 && dice.chance(0.3) ? "eu.west" : "cluster" + i;
      String domain = dice.chance(0.9) ? "cluster.local" : "corp.internal";
      clusters.add(new Cluster(i, name, domain, dice.chance(0.8) ? name : "cluster.local"));
    }
    var workspaces = workspaces(dice, clusters);
    var services = new ArrayList<Service>();
    for (Workspace workspace : workspaces) {
      int each = dice.between(1, workspace.name().equals(GATEWAYS) ? 1 : 4);
      for (int i = 0; i < each; i++) {
        String name = dice.pick(NAMES);
        String namespace = dice.pick(workspace.namespaces());
        Service first = service(dice, dice.pick(workspace.clusters()), namespace, name);
        services.add(first);
        for (Cluster other : dice.some(workspace.clusters(), 0.6)) {
          services.add(dice.chance(0.8) ? at(first, other) : service(dice, other, namespace, name));
        }
      }
    }
    return new World(
        oneForAll ? clusters.getFirst().name() : "mgmt",
        List.copyOf(clusters),
        workspaces,
        List.copyOf(distinct(services)),
        secluded);
  }

  private static List<Workspace> workspaces(Dice dice, List<Cluster> clusters) {
    var workspaces = new ArrayList<Workspace>();
    workspaces.add(new Workspace(GATEWAYS, List.copyOf(clusters), List.of(GATEWAYS)));
    List<String> names = dice.shuffled(List.of("bookinfo", "shop", "team.with.dots", LONG));
    List<String> free = dice.shuffled(NAMESPACES);
    int next = 0;
    for (String name : names.subList(0, dice.between(1, 3))) {
      int take = dice.between(1, 2);
      List<Cluster> where = dice.chance(0.8) ? clusters : dice.someButOne(clusters, 0.5);
      workspaces.add(
          new Workspace(name, List.copyOf(where), List.copyOf(free.subList(next, next + take))));
      next += take;
    }
    return List.copyOf(workspaces);
  }

  private static Service service(Dice dice, Cluster cluster, String namespace, String name) {
    Kind kind =
        dice.pick(
            Kind.CLUSTER_IP,
            Kind.CLUSTER_IP,
            Kind.CLUSTER_IP,
            Kind.CLUSTER_IP,
            Kind.CLUSTER_IP,
            Kind.CLUSTER_IP,
            Kind.HEADLESS,
            Kind.HEADLESS,
            Kind.EXTERNAL_NAME,
            Kind.NO_SELECTOR);
    return new Service(
        cluster,
        namespace,
        name,
        dice.chance(0.9) ? name : "web",
        kind,
        ports(dice),
        dice.someButOne(VERSIONS, 0.6),
        dice.chance(0.9) ? "sa-" + name.substring(0, Math.min(20, name.length())) : null);
  }

  private static List<Port> ports(Dice dice) {
    var ports = new ArrayList<Port>();
    ports.add(
        new Port("http", 9080, "TCP", null, dice.pick(9080, 9080, 8080, "http", "no-such-port")));
    if (dice.chance(0.25)) {
      ports.add(new Port("tcp-raw", 9000, "TCP", null, 9000));
    }
    if (dice.chance(0.2)) {
      ports.add(new Port("odd", 7000, "TCP", dice.pick("http", "grpc", "h2c", "strange"), 7000));
    }
    if (dice.chance(0.15)) {
      ports.add(
          new Port(
              dice.pick("grpc", "http2-x", "https", "HTTP-upper", "plain"),
              443,
              "TCP",
              null,
              8443));
    }
    if (dice.chance(0.1)) {
      ports.add(new Port("dns", 53, "UDP", null, 53));
    }
    return List.copyOf(ports);
  }

  private static Service at(Service service, Cluster cluster) {
    return new Service(
        cluster,
        service.namespace(),
        service.name(),
        service.app(),
        service.kind(),
        service.ports(),
        service.versions(),
        service.account());
  }

  private static List<Service> distinct(List<Service> services) {
    var byHost = new java.util.LinkedHashMap<String, Service>();
    services.forEach(s -> byHost.putIfAbsent(s.federatedHost("x"), s));
    return List.copyOf(byHost.values());
  }

  /** Whether this workspace neither imports nor exports. */
  boolean isSecluded(Workspace workspace) {
    return secluded && workspace.equals(workspaces.getLast());
  }

  /** A service that this workspace owns, mostly; any other, else. Empty worlds do not exist. */
  Service service(Dice dice, Workspace workspace) {
    List<Service> own =
        services.stream().filter(s -> workspace.namespaces().contains(s.namespace())).toList();
    return own.isEmpty() || dice.chance(0.15) ? dice.pick(services) : dice.pick(own);
  }
}
