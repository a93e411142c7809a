package dev.isthmus.bench;

import dev.isthmus.engine.Batch;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Graph;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.SmallTable;
import dev.isthmus.engine.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Services that are imported by clusters: each emits one object per cluster after fetching all
 * clusters, its namespace (a projection), the backends of its name (an index), and others by key,
 * of which some are missing.
 */
final class EngineWorkload {
  private static final int CLUSTERS = 10;

  record ServiceKey(String namespace, String name) implements Comparable<ServiceKey> {
    @Override
    public int compareTo(ServiceKey o) {
      int order = namespace.compareTo(o.namespace);
      return order != 0 ? order : name.compareTo(o.name);
    }
  }

  record Service(int port, List<String> hosts) {}

  record ObjectKey(String cluster, String kind, String namespace, String name)
      implements Comparable<ObjectKey> {
    @Override
    public int compareTo(ObjectKey o) {
      int order = cluster.compareTo(o.cluster);
      order = order != 0 ? order : kind.compareTo(o.kind);
      order = order != 0 ? order : namespace.compareTo(o.namespace);
      return order != 0 ? order : name.compareTo(o.name);
    }
  }

  record Emitted(String host, int port, int seen) {}

  /** What the rule sees; on the engine or on plain maps. */
  private interface Eyes {
    Iterable<String> clusters();

    String team(String namespace);

    int backends(String name);

    @Nullable Service service(ServiceKey key);
  }

  private interface Hands {
    void put(ObjectKey key, Emitted value);
  }

  final int sources;
  final int emits;
  final int fetches;
  Table<ObjectKey, Emitted> objects;

  private Table<ServiceKey, Service> services;
  private final List<ServiceKey> keys = new ArrayList<>();
  private final List<ServiceKey> fetched = new ArrayList<>();
  private final Map<ServiceKey, Service> plainServices = new HashMap<>();
  private final Map<String, List<Service>> plainBackends = new HashMap<>();
  private final Map<String, String> plainTeams = new HashMap<>();
  private final List<String> plainClusters = new ArrayList<>();

  EngineWorkload(int sources, int emits, int fetches) {
    this.sources = sources;
    this.emits = emits;
    this.fetches = fetches;
    for (int i = 0; i < CLUSTERS; i++) {
      plainClusters.add("cluster" + i);
    }
    for (int i = 0; i < sources; i++) {
      ServiceKey key = new ServiceKey("namespace" + i / 20, "service" + i);
      keys.add(key);
      plainServices.put(key, service(80));
      plainTeams.put(key.namespace(), "team" + i / 20);
      plainBackends.computeIfAbsent(key.name(), n -> new ArrayList<>()).add(service(80));
    }
    for (int i = 0; i < sources + fetches; i++) {
      fetched.add(i % 5 == 0 ? new ServiceKey("nowhere", "missing" + i) : keys.get(i % sources));
    }
    GraphBuilder unused = Graph.builder();
    objects = unused.table("objects");
    services = unused.input("services");
  }

  private static Service service(int port) {
    return new Service(port, List.of("a", "b"));
  }

  private void rule(ServiceKey key, Service service, Eyes eyes, Hands hands) {
    int number = Integer.parseInt(key.name(), "service".length(), key.name().length(), 10);
    int seen = eyes.backends(key.name()) + eyes.team(key.namespace()).length();
    for (int i = 3; i < fetches; i++) {
      Service other = eyes.service(fetched.get(number + i));
      seen += other == null ? 1 : other.hosts().size();
    }
    int left = emits;
    while (left > 0) {
      for (String cluster : eyes.clusters()) {
        if (left-- > 0) {
          String name = left < CLUSTERS ? key.name() : key.name() + "-" + left / CLUSTERS;
          hands.put(
              new ObjectKey(
                  cluster,
                  left % 2 == 0 ? "ServiceEntry" : "DestinationRule",
                  key.namespace(),
                  name),
              new Emitted(key.name(), service.port(), seen));
        }
      }
    }
  }

  /** The rule over all sources on plain maps. */
  List<Object> floor() {
    List<Object> out = new ArrayList<>();
    for (ServiceKey key : keys) {
      rule(key, Objects.requireNonNull(plainServices.get(key)), plainEyes(), into(out));
    }
    return out;
  }

  /** The rule over the source of an edit on plain maps. */
  List<Object> floorOf(int edit) {
    List<Object> out = new ArrayList<>();
    rule(key(edit), service(edit), plainEyes(), into(out));
    return out;
  }

  private static Hands into(List<Object> out) {
    return (key, value) -> {
      out.add(key);
      out.add(value);
    };
  }

  private Eyes plainEyes() {
    return new Eyes() {
      @Override
      public Iterable<String> clusters() {
        return plainClusters;
      }

      @Override
      public String team(String namespace) {
        return Objects.requireNonNull(plainTeams.get(namespace));
      }

      @Override
      public int backends(String name) {
        return Objects.requireNonNull(plainBackends.get(name)).size();
      }

      @Override
      public @Nullable Service service(ServiceKey key) {
        return plainServices.get(key);
      }
    };
  }

  private ServiceKey key(int edit) {
    return keys.get((int) (edit * 7919L % sources));
  }

  /** An edit that changes every object of one source. */
  Batch changeOf(int edit) {
    return Batch.builder().put(services, key(edit), service(1000 + edit)).build();
  }

  /** An edit that changes an input but nothing that anybody looks at. */
  Batch sameOf(int edit) {
    return Batch.builder()
        .put(services, new ServiceKey("elsewhere", "service" + key(edit).name()), service(edit))
        .build();
  }

  /** A new graph after its first full step. */
  Graph loaded() {
    GraphBuilder g = Graph.builder();
    Table<ServiceKey, Service> input = g.input("services");
    Table<ServiceKey, Service> exported = g.table("exported");
    Table<String, String> teams = g.input("teams");
    SmallTable<String, String> clusters = g.<String, String>input("clusters").small();
    Index<String, ServiceKey, Service> byName =
        g.index("by name", input, (k, v) -> List.of(k.name()));
    Table<ObjectKey, Emitted> output = g.<ObjectKey, Emitted>table("objects").published();
    g.rule("export")
        .from(input)
        .emits(exported)
        .each((key, value, in, out) -> {
          if (!key.namespace().equals("elsewhere")) {
            out.put(exported, key, value);
          }
        });
    g.rule("objects")
        .from(exported)
        .uses(input, teams, clusters, byName)
        .emits(output)
        .each((key, value, in, out) ->
            rule(
                key,
                value,
                new Eyes() {
                  @Override
                  public Iterable<String> clusters() {
                    Entries<String, String> all = in.all(clusters);
                    return all.keys();
                  }

                  @Override
                  public String team(String namespace) {
                    return in.<String, String, String>get(
                        teams, namespace, t -> t == null ? "" : t);
                  }

                  @Override
                  public int backends(String name) {
                    return in.<String, ServiceKey, Service, Integer>get(
                        byName, name, Entries::size);
                  }

                  @Override
                  public @Nullable Service service(ServiceKey other) {
                    return in.<ServiceKey, Service, @Nullable Service>get(
                        input, other, s -> s == null ? null : new Service(0, s.hosts()));
                  }
                },
                (k, v) -> out.put(output, k, v)));
    Graph graph =
        g.build(fault -> {
          throw new IllegalStateException(fault.toString(), fault.cause());
        });
    Batch.Builder batch = Batch.builder();
    plainServices.forEach((k, v) -> batch.put(input, k, v));
    plainTeams.forEach((k, v) -> batch.put(teams, k, v));
    plainClusters.forEach(c -> batch.put(clusters, c, c));
    graph.apply(batch.build());
    objects = output;
    services = input;
    return graph;
  }
}
