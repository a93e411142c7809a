package dev.isthmus.server.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.delivery.Facts;
import dev.isthmus.istio.IstioObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** What others do to objects in clusters: to ours, and to their own. */
final class Others {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String LABEL = "reconciler.mesh.gloo.solo.io/name";

  private final Simulation simulation;

  /** Hosts of objects of ours that were changed behind our back: they may be broken for a while. */
  private final SortedSet<String> tampered = new TreeSet<>();

  Others(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Whether a text names a host whose objects somebody else has changed. */
  boolean changedOneOf(String text) {
    return tampered.stream().anyMatch(host -> text.contains(" " + host));
  }

  /** Somebody else changes this object of ours, or takes it away. */
  void change(SimCluster cluster, StoredObject object) {
    IstioObject ours =
        simulation.checks.isOurs(cluster, object) ? simulation.checks.read(object) : null;
    for (String fact : Facts.of(ours)) {
      String[] words = fact.split(" ", -1);
      if (words[0].equals("host") || words[0].equals("destination")) {
        tampered.add(words[1]);
      }
    }
  }

  /** Somebody else does this to one of our objects. */
  void tamper(SimCluster cluster, Fault fault, Random random) {
    List<StoredObject> ours =
        cluster.objects().values().stream()
            .filter(o -> simulation.checks.isOurs(cluster, o))
            .toList();
    if (ours.isEmpty()) {
      return;
    }
    StoredObject object = ours.get(random.nextInt(ours.size()));
    ObjectNode json = object.json().deepCopy();
    ObjectNode metadata = (ObjectNode) json.path("metadata");
    simulation.coverage.met(fault, object.ref().kind().kind());
    change(cluster, object);
    switch (fault) {
      case PROOF_STRIPPED -> {
        ((ObjectNode) metadata.path("annotations")).remove(DesiredObject.PROOF);
        cluster.put(object.ref(), json);
      }
      case LABELS_STRIPPED -> {
        metadata.remove("labels");
        cluster.put(object.ref(), json);
      }
      case PROOF_COPIED -> putCopy(cluster, object, json);
      case PROOF_FORGED -> {
        metadata.withObject("annotations").put(DesiredObject.PROOF, "v1.Zm9yZ2Vk");
        putCopy(cluster, object, json);
      }
      case LABELS_COPIED -> {
        metadata.remove("annotations");
        metadata.withObject("labels").put(LABEL, "forged");
        putCopy(cluster, object, json);
      }
      case OURS_EDITED -> {
        ((ObjectNode) json.path("spec")).remove("exportTo");
        cluster.put(object.ref(), json);
      }
      case NAME_TAKEN -> {
        cluster.delete(object.ref());
        metadata.remove(List.of("annotations", "labels"));
        cluster.put(object.ref(), json);
      }
      default -> cluster.delete(object.ref());
    }
  }

  private static void putCopy(SimCluster cluster, StoredObject object, ObjectNode json) {
    ((ObjectNode) json.path("metadata")).put("name", "a-copy");
    ObjectKey key = object.ref().key();
    cluster.put(
        new ObjectRef(object.ref().kind(), new ObjectKey(key.cluster(), key.namespace(), "a-copy")),
        json);
  }

  /** A user's object gets a field of another type; after a while it is as before. */
  void malform(SimCluster cluster, Random random) {
    List<StoredObject> theirs =
        cluster.objects().values().stream()
            .filter(o -> !ObservedKinds.GENERATED.contains(o.ref().kind()))
            .filter(o -> o.json().path("spec").isObject() && !o.json().path("spec").isEmpty())
            .toList();
    if (theirs.isEmpty()) {
      return;
    }
    StoredObject object = theirs.get(random.nextInt(theirs.size()));
    ObjectNode json = object.json().deepCopy();
    malform((ObjectNode) json.path("spec"), random);
    simulation.coverage.met(Fault.MALFORMED, object.ref().kind().kind());
    cluster.put(object.ref(), json);
    simulation.later(
        Duration.ofMillis(1 + random.nextInt(20_000)),
        () -> {
          if (cluster.get(object.ref()) != null) {
            cluster.put(object.ref(), object.json());
          }
        });
  }

  private static void malform(ObjectNode object, Random random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.get(random.nextInt(names.size()));
    JsonNode value = object.path(name);
    JsonNode inner = value.isArray() && !value.isEmpty() ? value.path(0) : value;
    if (inner instanceof ObjectNode deeper && !deeper.isEmpty() && random.nextBoolean()) {
      malform(deeper, random);
      return;
    }
    switch (random.nextInt(5)) {
      case 0 -> object.put(name, "\u0000 not what was meant");
      case 1 -> object.put(name, -1);
      case 2 -> object.set(name, NODES.arrayNode().add(NODES.objectNode().put("x", 1)).addNull());
      case 3 -> object.set(name, NODES.objectNode().set("y", NODES.arrayNode()));
      default -> object.putNull(name);
    }
  }

  /** A workspace's settings lose their exports and imports, and have them again, several times. */
  void flipShares(SimCluster cluster, Random random) {
    List<StoredObject> settings =
        cluster.objects().values().stream()
            .filter(o -> o.ref().kind().equals(ObjectKind.WORKSPACE_SETTINGS))
            .toList();
    if (settings.isEmpty()) {
      return;
    }
    StoredObject object = settings.get(random.nextInt(settings.size()));
    ObjectNode without = object.json().deepCopy();
    if (without.path("spec") instanceof ObjectNode spec) { // or what nobody can read
      spec.remove(List.of("exportTo", "importFrom"));
    }
    simulation.coverage.met(Fault.SHARES_FLIP, object.ref().kind().kind());
    Duration at = Duration.ZERO;
    for (int i = 0; i < 6; i++) {
      ObjectNode next = i % 2 == 0 ? without : object.json();
      simulation.later(
          at,
          () -> {
            if (cluster.get(object.ref()) != null) {
              cluster.put(object.ref(), next);
            }
          });
      at = at.plusMillis(1 + random.nextInt(150));
    }
  }
}
