package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.kubesim.Store.Change;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cluster without controllers: its objects, who may do what with them, and what is to go wrong.
 * {@link SimServer} gives it an address. Thread-safe; each call is atomic, and no watch is told of
 * a change before those before it.
 */
public final class SimCluster {
  private static final List<String> NAMESPACES =
      List.of("default", "kube-node-lease", "kube-public", "kube-system");

  private final String name;
  private final InstantSource clock;
  private final List<ObjectNode> definitions;
  private final Store store = new Store();
  private final TypeTable types = new TypeTable(store);
  private final Faults faults = new Faults();
  private final Access access = new Access();
  private final List<Watch> watches = new ArrayList<>();
  private final Commits commits = new Commits(store, types, this::publish);
  private final Objects objects;

  /** A state of a cluster to go back to. */
  public static final class Backup {
    private final Store.Backup content;

    private Backup(Store.Backup content) {
      this.content = content;
    }
  }

  /**
   * A cluster with the namespaces of every cluster, and nothing else.
   *
   * @param name for people
   * @param clock what time it is there
   * @param uids gives a new uid at each call
   * @param definitions the CustomResourceDefinitions that are installed
   */
  public SimCluster(
      String name, InstantSource clock, Supplier<String> uids, List<ObjectNode> definitions) {
    this.name = name;
    this.clock = clock;
    this.definitions = List.copyOf(definitions);
    this.objects = new Objects(store, commits, clock, uids);
    populate();
  }

  /** A cluster with the definitions of Istio's and the users' kinds. */
  public SimCluster(String name) {
    this(name, InstantSource.system(), () -> UUID.randomUUID().toString(), Definitions.all());
  }

  private void populate() {
    definitions.forEach(this::load);
    NAMESPACES.forEach(this::namespace);
  }

  public String name() {
    return name;
  }

  /** What is to go wrong. */
  public Faults faults() {
    return faults;
  }

  /** Who may do what. */
  public Access access() {
    return access;
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * Stores an object as it is, status included, as a cluster that was there before would have it:
   * what Kubernetes sets is set where it is missing, and so is its namespace.
   *
   * @throws IllegalArgumentException when its kind is not served, or when it has no name
   */
  public synchronized ObjectNode load(ObjectNode given) {
    String kind = given.path("kind").asText();
    String apiVersion = given.path("apiVersion").asText();
    ResourceType type =
        types
            .of(apiVersion, kind)
            .orElseThrow(
                () -> new IllegalArgumentException(name + " has no " + kind + "." + apiVersion));
    JsonNode metadata = given.path("metadata");
    String namespace = type.namespaced() ? metadata.path("namespace").asText("default") : "";
    if (!metadata.has("name")) {
      throw new IllegalArgumentException("a " + kind + " without a name");
    }
    Place place = new Place(type, namespace, metadata.path("name").asText());
    if (type.namespaced()) {
      namespace(namespace);
    }
    ObjectNode object = given.deepCopy();
    ObjectNode live = store.get(type.name(), place.key());
    objects.identify(place, object);
    ObjectNode known = live == null ? given : live;
    for (String field : List.of("uid", "creationTimestamp", "generation")) {
      if (known.path("metadata").has(field)) {
        Objects.metadata(object).set(field, known.path("metadata").get(field));
      }
    }
    return commits.put(place, object, false);
  }

  private void namespace(String namespace) {
    if (store.get(BuiltinTypes.NAMESPACE.name(), Store.key("", namespace)) == null) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.put("apiVersion", "v1").put("kind", "Namespace");
      object.putObject("metadata").put("name", namespace);
      object.withObject("/metadata/labels").put("kubernetes.io/metadata.name", namespace);
      load(object);
    }
  }

  /** All objects of a kind, by namespace and name; not to be changed. */
  public synchronized List<ObjectNode> list(ObjectKind kind) {
    return types
        .of(kind.apiVersion(), kind.kind())
        .map(type -> List.copyOf(store.of(type.name()).values()))
        .orElse(List.of());
  }

  /** An object; not to be changed. */
  public synchronized Optional<ObjectNode> find(ObjectKind kind, String namespace, String object) {
    return types
        .of(kind.apiVersion(), kind.kind())
        .map(type -> store.get(type.name(), Store.key(namespace, object)));
  }

  /** Deletes an object if it is there. */
  public synchronized void remove(ObjectKind kind, String namespace, String object) {
    types
        .of(kind.apiVersion(), kind.kind())
        .map(type -> new Place(type, namespace, object))
        .ifPresent(place ->
            Optional.ofNullable(store.get(place.type().name(), place.key()))
                .ifPresent(live -> commits.remove(place, live, false)));
  }

  /** The present resourceVersion. */
  public synchronized long revision() {
    return store.revision();
  }

  /** Forgets how the present state came about: older resourceVersions are answered with 410. */
  public synchronized void compact() {
    store.compact();
  }

  /** Tells every watch how far it has seen. */
  public synchronized void bookmark() {
    watches.forEach(watch -> watch.tell(bookmarkEvent()));
  }

  synchronized WatchEvent bookmarkEvent() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Store.stamp(object, store.revision());
    return new WatchEvent(WatchEvent.Type.BOOKMARK, object);
  }

  /** Ends every watch, as a restart of the API server does. */
  public synchronized void endWatches() {
    watches.forEach(Watch::end);
    watches.clear();
  }

  /** The present state. */
  public synchronized Backup backup() {
    return new Backup(store.backup());
  }

  /** Goes back to a state, resourceVersions too. */
  public synchronized void restore(Backup backup) {
    endWatches();
    store.restore(backup.content);
    types.reload();
  }

  /** Becomes another, empty cluster at the same place: another uid, history from the start. */
  public synchronized void rebuild() {
    endWatches();
    store.restore(new Store.Backup(1, Map.of()));
    types.reload();
    populate();
  }

  private void publish(Change change) {
    Map<Watch, WatchEvent> told = new LinkedHashMap<>();
    for (Watch watch : watches) {
      if (watch.resource().equals(change.resource())) {
        Optional.ofNullable(watch.eventOf(change)).ifPresent(event -> told.put(watch, event));
      }
    }
    faults.send(change.resource(), told);
    ObjectNode before = change.before();
    if (change.after() == null && before != null && isDefinition(change)) {
      endWatches(CustomTypes.of(before).name());
    }
  }

  private static boolean isDefinition(Change change) {
    return change.resource().equals(BuiltinTypes.CRD.name());
  }

  /** A kind that is served no more has no watches. */
  private void endWatches(String resource) {
    List<Watch> ended = watches.stream().filter(w -> w.resource().equals(resource)).toList();
    ended.forEach(Watch::end);
    watches.removeAll(ended);
  }

  /** Reads or writes single objects, atomically. */
  synchronized <T extends @Nullable Object> T objects(Function<Objects, T> call) {
    return call.apply(objects);
  }

  synchronized Listing page(ResourceType type, Listing.Query query) {
    return Listing.of(store, type, query);
  }

  synchronized List<ResourceType> types() {
    return List.copyOf(all());
  }

  private Collection<ResourceType> all() {
    return types.all();
  }

  synchronized List<ObjectNode> definitions() {
    return List.copyOf(store.of(BuiltinTypes.CRD.name()).values());
  }

  synchronized Optional<ResourceType> typeAt(String group, String version, String plural) {
    return types.at(group, version, plural);
  }

  /**
   * Opens a watch.
   *
   * @param version from where on; empty or 0: from now on, after all that is there
   */
  synchronized Watch watch(ResourceType type, Predicate<JsonNode> filter, String version) {
    if (all().stream().noneMatch(served -> served.name().equals(type.name()))) {
      throw ApiFailure.noSuchPath(); // its definition went since the request came
    }
    boolean fromNow = version.isEmpty() || version.equals("0");
    long since = fromNow ? store.revision() : Listing.number(version);
    Watch watch = new Watch(type.name(), filter, since);
    if (fromNow) {
      store.of(type.name()).values().stream()
          .filter(filter)
          .forEach(object -> watch.tell(new WatchEvent(WatchEvent.Type.ADDED, object)));
    } else {
      for (Change change : store.after(type.name(), since)) {
        Optional.ofNullable(watch.eventOf(change)).ifPresent(watch::tell);
      }
    }
    watches.add(watch);
    return watch;
  }

  synchronized void close(Watch watch) {
    watches.remove(watch);
  }
}
