package dev.isthmus.server.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.FlatStatus;
import dev.isthmus.api.port.Down;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.resolve.NamespaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The status of every user's object, kept as things change: what a change touches is told anew, the
 * rest is not looked at.
 */
public final class StatusBoard {
  private final String management;
  private final SortedMap<ObjectRef, UserObject> objects = new TreeMap<>();
  private final SortedMap<ObjectRef, Down.ObjectStatus> told = new TreeMap<>();
  private final Set<ObjectRef> touched = new HashSet<>();
  private final Shares shares = new Shares(touched::add);
  private final Waits waits = new Waits(shares.open());
  private final Holds holds;
  private SortedMap<String, ClusterState> clusters = new TreeMap<>();
  private SortedSet<String> unheard = new TreeSet<>();

  /** A board that knows nothing. */
  public StatusBoard(String management) {
    this.management = management;
    this.holds = new Holds(workspace -> touched.addAll(named(ObjectKind.WORKSPACE, workspace)));
  }

  /** An object is there, or is there in another form. */
  public void seen(UserObject object) {
    objects.put(object.ref(), object);
    touched.add(object.ref());
  }

  /** An object is gone. */
  public void gone(ObjectRef ref) {
    objects.remove(ref);
    touched.add(ref);
  }

  /** What was last seen of an object; null: it is not there. */
  public @Nullable UserObject object(ObjectRef ref) {
    return objects.get(ref);
  }

  /** Translation has made a step. Each step must be told, in order. */
  public void translated(Translation step) {
    shares.translated(step);
    for (ObjectRef ref : step.retold()) {
      // A rule that failed may not know the kind of what it failed on.
      if (Contributors.isUsers(ref.kind())) {
        touched.add(ref);
      } else if (ref.kind().group().isEmpty()) {
        touched.addAll(objects.keySet().stream().filter(o -> isAt(o, ref)).toList());
      }
    }
    for (NamespaceId namespace : step.rehomed()) {
      touched.addAll(in(namespace));
    }
  }

  private static boolean isAt(ObjectRef object, ObjectRef place) {
    return object.key().name().equals(place.key().name())
        && object.key().namespace().equals(place.key().namespace());
  }

  private Collection<ObjectRef> in(NamespaceId namespace) {
    ObjectKind first = new ObjectKind("", "", "");
    ObjectRef from =
        new ObjectRef(first, new ObjectKey(namespace.cluster(), namespace.namespace(), ""));
    ObjectRef to =
        new ObjectRef(first, new ObjectKey(namespace.cluster(), namespace.namespace() + '\0', ""));
    return objects.subMap(from, to).keySet();
  }

  /** The platform team's objects of a kind and name. */
  private List<ObjectRef> named(ObjectKind kind, String name) {
    ObjectKind first = new ObjectKind("", "", "");
    ObjectRef from = new ObjectRef(first, new ObjectKey(management, "", ""));
    ObjectRef to = new ObjectRef(first, new ObjectKey(management + '\0', "", ""));
    return objects.subMap(from, to).keySet().stream()
        .filter(ref -> ref.kind().equals(kind) && ref.key().name().equals(name))
        .toList();
  }

  /**
   * What is written now and what waits.
   *
   * @param there what is there of a generated object
   * @param states how the agents stand, by cluster
   * @param neverHeard clusters of which something was never heard
   */
  public void rolled(
      Rollout.Plan plan,
      Translation translation,
      Function<IstioKey, @Nullable IstioObject> there,
      SortedMap<String, ClusterState> states,
      Collection<String> neverHeard) {
    shares.rolled(plan, translation, there);
    holds.rolled(shares.open(), translation);
    Set<String> names = new TreeSet<>(clusters.keySet());
    names.addAll(states.keySet());
    for (String name : names) {
      ClusterState state = states.get(name);
      if (state == null || !state.equals(clusters.get(name))) {
        touched.add(Shares.all(name));
      }
    }
    clusters = new TreeMap<>(states);
    if (!unheard.equals(new TreeSet<>(neverHeard))) {
      unheard = new TreeSet<>(neverHeard);
      touched.addAll(objects.keySet());
    }
  }

  /** The statuses that changed since the last time; none before the management cluster is heard. */
  public List<Down.ObjectStatus> take(Translation translation) {
    if (unheard.contains(management)) {
      return List.of(); // nobody knows yet what counts
    }
    SortedSet<ObjectRef> refs = new TreeSet<>();
    for (ObjectRef ref : touched) {
      refs.addAll(
          ref.key().cluster().isEmpty() ? named(ref.kind(), ref.key().name()) : Set.of(ref));
      refs.addAll(Copy.copiesOf(ref, translation));
    }
    touched.clear();
    List<Down.ObjectStatus> changed = new ArrayList<>();
    for (ObjectRef ref : refs) {
      UserObject object = objects.get(ref);
      if (object == null) {
        told.remove(ref);
        continue;
      }
      Down.ObjectStatus status =
          new Down.ObjectStatus(ref, object.uid(), status(object, translation));
      if (!status.equals(told.put(ref, status))) {
        changed.add(status);
      }
    }
    return List.copyOf(changed);
  }

  /** All statuses of a cluster's objects, as they were last taken. */
  public List<Down.ObjectStatus> all(String cluster) {
    return told.values().stream()
        .filter(status -> status.ref().key().cluster().equals(cluster))
        .toList();
  }

  private ObjectNode status(UserObject object, Translation translation) {
    ObjectRef ref = object.ref();
    ObjectKind kind = ref.kind();
    boolean isCluster =
        kind.equals(ObjectKind.KUBERNETES_CLUSTER) && ref.key().cluster().equals(management);
    Copy copy = Copy.of(ref, translation);
    ObjectRef counts = copy.counting();
    Share share = shares.of(isCluster ? Shares.all(ref.key().name()) : counts);
    Judgement judgement =
        Judgement.of(
            object,
            translation.findings(counts),
            isCluster ? List.of() : waits.refused(share),
            copy.notes(),
            unheard);
    boolean owned =
        !translation
            .workspace(new NamespaceId(ref.key().cluster(), ref.key().namespace()))
            .isEmpty();
    ObjectNode status = StatusJson.state(object, judgement, owned);
    StatusJson.fields(status, kind, translation.fields(counts));
    if (isCluster) {
      connection(status, object);
    } else if (kind.equals(ObjectKind.WORKSPACE)) {
      holds.condition(status, object);
    } else if (Copy.isPossible(kind)) {
      copy.condition(status, object);
    }
    ObjectNode ours =
        status.withObject("/isthmus").put("translatedGeneration", object.translated());
    if (FlatStatus.isOf(kind)) {
      ours.put("message", judgement.message());
    }
    waits.put(ours.putObject("clusters"), counts, share);
    return status;
  }

  private void connection(ObjectNode status, UserObject object) {
    ClusterState state =
        clusters.getOrDefault(object.ref().key().name(), ClusterState.NEVER_CONNECTED);
    StatusJson.condition(
        status,
        "Connected",
        state.connected(),
        object.generation(),
        state.reason(),
        state.message());
    ObjectNode agent = status.withObject("/isthmus").putObject("agent");
    agent.put("mode", state.agent().mode()).put("version", state.agent().version());
    state.agent().certifiedUntil().ifPresent(end -> agent.put("certifiedUntil", end.toString()));
  }

  /** For tests: what is told of each object. */
  Map<ObjectRef, Down.ObjectStatus> told() {
    return told;
  }
}
