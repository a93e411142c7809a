package dev.isthmus.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.read.ReadResult;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.testing.Cases;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Scenario;
import dev.isthmus.testing.random.RandomEnvironment;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is told follows from how things are, not from how they came to be. */
final class StatusBoardTest {
  private static final Cases CASES = new Cases(RandomEnvironment::scenario);
  private static final ResourceReader READER = new ResourceReader();

  /** All that a board is told, kept so that another can be told it at once. */
  private static final class World {
    final Translator translator = Translator.create();
    final SortedMap<ObjectRef, UserObject> objects = new TreeMap<>();
    final SortedMap<ObjectRef, Change> changes = new TreeMap<>();
    final Map<IstioKey, IstioObject> there = new HashMap<>();
    final SortedMap<String, ClusterState> clusters = new TreeMap<>();
    SortedSet<String> unheard = new TreeSet<>();
    Rollout.Plan plan = new Rollout.Plan(new TreeMap<>(), new TreeMap<>());

    void edit(Edit edit, StatusBoard board) {
      ObjectId id = edit.object();
      ObjectRef ref =
          new ObjectRef(
              ObjectKind.of(id.apiVersion(), id.kind()),
              new ObjectKey(id.cluster(), id.namespace(), id.name()));
      Optional<ReadResult> read = edit.after().map(json -> READER.read(id.cluster(), json));
      boolean users = Contributors.isUsers(ref.kind());
      if (edit.after().isEmpty()) {
        objects.remove(ref);
        board.gone(ref);
        changes.put(ref, Change.gone(ref));
      } else if (read.isPresent()) {
        if (users) {
          UserObject object = object(ref, read.get());
          objects.put(ref, object);
          board.seen(object);
        }
        read.get()
            .resource()
            .filter(resource -> resource.ref().equals(ref))
            .ifPresent(resource -> changes.put(ref, Change.of(resource)));
      }
      if (changes.containsKey(ref)) {
        board.translated(translator.apply(List.of(changes.get(ref))));
        for (OutputChange change : translator.current().changes()) {
          if (change.before() != null) {
            there.put(key(change), change.before().toIstio());
          }
        }
      }
    }

    private UserObject object(ObjectRef ref, ReadResult read) {
      UserObject former = objects.get(ref);
      long generation = former == null ? 1 : former.generation() + 1;
      long translated =
          read.resource().isPresent() ? generation : former == null ? 0 : former.translated();
      return new UserObject(ref, "uid", generation, translated, read.findings());
    }

    /** Random objects are open, for random reasons. */
    void roll(Random random, StatusBoard board) {
      List<IstioKey> keys = new ArrayList<>(new TreeSet<>(there.keySet()));
      translator
          .current()
          .outputs()
          .values()
          .forEach(output ->
              keys.add(
                  new IstioKey(
                      output.key().cluster(),
                      output.key().namespace(),
                      output.key().kind(),
                      output.key().name())));
      SortedMap<IstioKey, Wait> waiting = new TreeMap<>();
      for (IstioKey key : keys) {
        if (random.nextInt(4) == 0) {
          waiting.put(key, reason(random, keys));
        }
      }
      plan = new Rollout.Plan(new TreeMap<>(), waiting);
      clusters.put("cluster" + random.nextInt(3), new ClusterState(random.nextBoolean(), "A", "b"));
      unheard = random.nextInt(4) == 0 ? new TreeSet<>(List.of("cluster2")) : new TreeSet<>();
      tell(board);
    }

    void tell(StatusBoard board) {
      board.rolled(plan, translator.current(), there::get, clusters, unheard);
    }
  }

  private static Wait reason(Random random, List<IstioKey> keys) {
    return switch (random.nextInt(5)) {
      case 0 -> new Wait.Sent();
      case 1 -> new Wait.Held("it is held.", null);
      case 2 -> new Wait.Frozen("cluster2");
      case 3 -> new Wait.Refused("no.");
      default -> new Wait.After(List.of(keys.get(random.nextInt(keys.size()))));
    };
  }

  private static IstioKey key(OutputChange change) {
    return new IstioKey(
        change.key().cluster(), change.key().namespace(), change.key().kind(), change.key().name());
  }

  @Test
  void changesTellWhatFromScratchTells() {
    CASES.check(scenario -> {
      Random random = new Random(scenario.seed());
      World world = new World();
      String management = management(scenario);
      StatusBoard board = new StatusBoard(management);
      SortedMap<ObjectRef, Down.ObjectStatus> known = new TreeMap<>();
      for (Edit edit : edits(scenario)) {
        world.edit(edit, board);
        if (random.nextInt(8) == 0) {
          world.roll(random, board);
          known.keySet().retainAll(world.objects.keySet());
          for (Down.ObjectStatus status : board.take(world.translator.current())) {
            assertThat(known.put(status.ref(), status))
                .as("only what changed is told: %s", status.ref())
                .isNotEqualTo(status);
          }
        }
      }
      world.roll(random, board);
      board.take(world.translator.current());
      SortedMap<String, String> differing = text(board.told());
      SortedMap<String, String> scratch = text(fromScratch(world, management).told());
      assertThat(differing.keySet()).isEqualTo(scratch.keySet());
      differing.entrySet().removeAll(scratch.entrySet());
      scratch.entrySet().removeAll(text(board.told()).entrySet());
      assertThat(differing).isEqualTo(scratch);
    });
  }

  private static String management(Scenario scenario) {
    return scenario.objects().keySet().stream()
        .filter(id -> id.kind().equals("KubernetesCluster"))
        .map(ObjectId::cluster)
        .findFirst()
        .orElse("mgmt");
  }

  private static StatusBoard fromScratch(World world, String management) {
    StatusBoard board = new StatusBoard(management);
    world.objects.values().forEach(board::seen);
    Translation translation = Translator.create().apply(world.changes.values());
    board.translated(translation);
    board.rolled(world.plan, translation, world.there::get, world.clusters, world.unheard);
    board.take(translation);
    return board;
  }

  /** The objects that are there at first, one after the other, and what happens then. */
  private static List<Edit> edits(Scenario scenario) {
    List<Edit> edits = new ArrayList<>();
    for (Map.Entry<ObjectId, ObjectNode> entry : scenario.objects().entrySet()) {
      edits.add(Edit.put(entry.getKey(), entry.getValue()));
    }
    edits.addAll(scenario.edits());
    return edits;
  }

  private static SortedMap<String, String> text(Map<ObjectRef, Down.ObjectStatus> told) {
    SortedMap<String, String> text = new TreeMap<>();
    told.forEach((ref, status) -> text.put(ref.toString(), status.status().toPrettyString()));
    return text;
  }
}
