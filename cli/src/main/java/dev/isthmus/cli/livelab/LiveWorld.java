package dev.isthmus.cli.livelab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.cli.lab.LabWorld;
import dev.isthmus.cli.live.LiveLog;
import dev.isthmus.cli.traffic.TrafficRun;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.kube.KubeCluster;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.traffic.process.Keeper;
import dev.isthmus.translate.Translation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clusters of a lab behind API servers: a step is applied there as kubectl does it, and is done
 * when every cluster holds what a translation of what is there makes.
 */
public final class LiveWorld implements LabWorld, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int SHOWN = 10;

  private final Keeper keeper;
  private final PrintWriter log;
  private final String version;
  private final LiveState state = new LiveState();
  private final Model model = new Model(state);
  private final Parts parts = new Parts();
  private @Nullable SimClusters clusters;
  private @Nullable EnvoyFeed feed;
  private Translation translation = SeenTranslation.nothing(model.translation());

  private LiveWorld(Keeper keeper, PrintWriter log, String version) {
    this.keeper = keeper;
    this.log = log;
    this.version = version;
  }

  /** A world of which nothing runs yet but what removes its files in the end. */
  public static LiveWorld open(String version) throws IOException {
    Keeper keeper = Keeper.start(Path.of(System.getProperty("java.io.tmpdir")));
    Path log = keeper.folder().resolve("isthmus.log");
    return new LiveWorld(
        keeper, new PrintWriter(Files.newBufferedWriter(log, StandardCharsets.UTF_8)), version);
  }

  private SimClusters clusters() {
    if (clusters == null) {
      throw new IllegalStateException("nothing was loaded");
    }
    return clusters;
  }

  @Override
  public Place place() {
    return new Place(
        keeper.folder().resolve("kubeconfig"),
        clusters().names(),
        keeper.folder().resolve("isthmus.log"));
  }

  @Override
  public void load(Path folder) throws IOException, InterruptedException {
    SimClusters started = SimClusters.start(folder, keeper.folder().resolve("kubeconfig"));
    parts.add(started);
    clusters = started;
    Collection<ObjectKind> kinds = kinds(started);
    for (String name : started.names()) {
      KubeCluster port = started.port(name);
      parts.add(port);
      kinds.forEach(kind -> port.observe(kind, seen -> state.accept(name, seen)));
    }
    parts.add(ControlPlane.start(started, version, LiveLog.text(log, InstantSource.system())));
    int sources = kinds.size() * started.names().size();
    if (!state.await(PATIENCE, () -> state.heard() == sources)) {
      throw new IOException(
          "the lab's API servers do not answer: %d of %d kinds were listed within %d s"
              .formatted(state.heard(), sources, PATIENCE.toSeconds()));
    }
    settle();
  }

  /** What istiods and translation read. */
  private static Collection<ObjectKind> kinds(SimClusters clusters) {
    Set<ObjectKind> kinds = new TreeSet<>(ObservedKinds.ALL);
    kinds.add(ObjectKind.ENDPOINT_SLICE);
    Stream.of(IstioKind.values())
        .map(kind -> ObjectKind.of(kind.apiVersion(), kind.kind()))
        .forEach(kinds::add);
    kinds.addAll(clusters.kinds());
    return kinds;
  }

  @Override
  public Performed perform(LabDefinition.Step step, Path folder)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    KubeObjects user = clusters().user(step.cluster());
    List<Id> touched = new ArrayList<>();
    if (step.apply() != null) {
      for (JsonNode object : ObjectFile.read(folder.resolve(step.apply()))) {
        touched.add(Id.of(step.cluster(), object));
        awaitSeen(step.cluster(), UserHands.apply(user, object));
      }
    }
    LabDefinition.Target target = step.delete();
    if (target != null) {
      touched.add(new Id(step.cluster(), target.kind(), target.namespace(), target.name()));
      ObjectRef ref = ref(step.cluster(), target);
      UserHands.delete(user, ref.kind(), target.namespace(), target.name());
      await("that " + ref + " is gone", () -> state.object(ref) == null);
    }
    settle();
    return new Performed(touched, (System.nanoTime() - start) / 1_000, true);
  }

  /** The object that a step deletes: a step says its kind without a group. */
  private ObjectRef ref(String cluster, LabDefinition.Target target) throws IOException {
    ObjectKey key = new ObjectKey(cluster, target.namespace(), target.name());
    return state.objects().keySet().stream()
        .filter(ref -> ref.key().equals(key) && ref.kind().kind().equals(target.kind()))
        .findFirst()
        .orElseThrow(() -> new IOException("there is no " + target.kind() + " " + key));
  }

  /** Waits until the watch has shown what was written: what is translated then has it. */
  private void awaitSeen(String cluster, ObjectNode stored)
      throws IOException, InterruptedException {
    JsonNode metadata = stored.path("metadata");
    ObjectRef ref =
        new ObjectRef(
            KubeObjects.kind(stored),
            new ObjectKey(
                cluster, metadata.path("namespace").asText(""), metadata.path("name").asText()));
    long version = metadata.path("resourceVersion").asLong();
    await(
        "that the watch shows " + ref,
        () -> {
          Seen seen = state.object(ref);
          return seen != null && Long.parseLong(seen.stored().resourceVersion()) >= version;
        });
  }

  private void await(String what, BooleanSupplier wanted) throws IOException, InterruptedException {
    if (!state.await(PATIENCE, wanted)) {
      throw new IOException("waited in vain for %d s: %s".formatted(PATIENCE.toSeconds(), what));
    }
  }

  /**
   * Waits until the clusters hold what they must, and takes that for the world's state.
   *
   * @throws IOException when that takes too long; says what differs
   */
  void settle() throws IOException, InterruptedException {
    if (!state.await(PATIENCE, () -> model.differences().isEmpty())) {
      List<String> differences = model.differences();
      throw new IOException(
          "after %d s the clusters do not hold what is to be there (%s says what server and agents did):\n  %s"
              .formatted(
                  PATIENCE.toSeconds(),
                  place().log(),
                  differences.stream().limit(SHOWN).collect(Collectors.joining("\n  "))));
    }
    translation = SeenTranslation.of(Model.ours(state), translation, model);
  }

  LiveState state() {
    return state;
  }

  @Override
  public Translation translation() {
    return translation;
  }

  @Override
  public List<Finding> findings() {
    return model.findings();
  }

  @Override
  public SortedMap<Id, JsonNode> objects() throws IOException {
    SortedMap<Id, JsonNode> objects = new TreeMap<>();
    for (String cluster : clusters().names()) {
      for (ObjectKind kind : kinds(clusters())) {
        for (ObjectNode object : clusters().user(cluster).list(kind)) {
          if (isUsers(object)) {
            objects.put(Id.of(cluster, object), object);
          }
        }
      }
    }
    return objects;
  }

  private static boolean isUsers(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    boolean own =
        metadata.path("namespace").asText("").equals(SimClusters.NAMESPACE)
            || metadata.path("annotations").has(DesiredObject.PROOF);
    if (!own && metadata instanceof ObjectNode fields) {
      fields.remove("managedFields");
    }
    return !own;
  }

  @Override
  public void startTraffic(TrafficRun traffic) throws IOException, InterruptedException {
    EnvoyFeed started = EnvoyFeed.start(state, traffic);
    parts.add(started);
    feed = started;
  }

  @Override
  public void deliver(TrafficRun traffic) throws IOException, InterruptedException {
    if (feed != null) {
      feed.await(state.changes());
    }
  }

  /** Ends all of it; a second time it does nothing. */
  @Override
  public void close() throws IOException {
    try {
      parts.close();
    } finally {
      log.close();
      keeper.close();
    }
  }
}
