package dev.isthmus.testing.random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Random environments and edits of them. The same seed gives the same scenario; a change of this
 * package gives others.
 *
 * <p>Each world has a fixed cast (clusters, workspaces, services) and a list of objects that may be
 * there; most refer to each other rightly, so that federation and routes come about, and some are
 * wrong, foreign or broken.
 */
public final class RandomEnvironment {
  private static final double BROKEN_AT_FIRST = 0.01;
  private static final double BROKEN_BY_EDIT = 0.08;

  private final Dice dice;
  private final World world;
  private final double brokenAtFirst;
  private final List<Slot> slots;

  private RandomEnvironment(long seed, boolean secluded) {
    this(seed, secluded, BROKEN_AT_FIRST);
  }

  private RandomEnvironment(long seed, boolean secluded, double brokenAtFirst) {
    dice = new Dice(seed);
    world = World.of(dice, secluded);
    this.brokenAtFirst = brokenAtFirst;
    slots = slots(world);
  }

  /** An environment and 1 to 12 edits of it. */
  public static Scenario scenario(long seed) {
    return scenario(seed, 12);
  }

  /**
   * An environment and up to this many edits of it.
   *
   * @param edits 0 for an environment alone
   */
  public static Scenario scenario(long seed, int edits) {
    var random = new RandomEnvironment(seed, false);
    SortedMap<ObjectId, ObjectNode> objects = random.objects();
    int count = edits == 0 ? 0 : random.dice.between(1, edits);
    return new Scenario(seed, objects, random.edits(objects, count, random.slots));
  }

  /**
   * An environment of which each object has the form that an API server asks for: nothing is
   * damaged. What it says may still be wrong.
   */
  public static Scenario wellFormed(long seed) {
    return new Scenario(seed, new RandomEnvironment(seed, false, 0).objects(), List.of());
  }

  /**
   * An environment in which one workspace neither imports nor exports, and edits of what that
   * workspace's own namespaces hold.
   *
   * @see #secludedNamespaces
   */
  public static Scenario secluded(long seed) {
    var random = new RandomEnvironment(seed, true);
    SortedMap<ObjectId, ObjectNode> objects = random.objects();
    List<String> own = random.world.workspaces().getLast().namespaces();
    List<Slot> within =
        random.slots.stream().filter(s -> own.contains(s.id().namespace())).toList();
    return new Scenario(seed, objects, random.edits(objects, random.dice.between(1, 8), within));
  }

  /** The namespaces of the secluded workspace, in all clusters; no other workspace selects them. */
  public static List<String> secludedNamespaces(long seed) {
    return new RandomEnvironment(seed, true).world.workspaces().getLast().namespaces();
  }

  /** The name of the secluded workspace. */
  public static String secludedWorkspace(long seed) {
    return new RandomEnvironment(seed, true).world.workspaces().getLast().name();
  }

  private static List<Slot> slots(World world) {
    var slots = new ArrayList<Slot>();
    slots.addAll(ClusterSlots.of(world));
    slots.addAll(GatewaySlots.of(world));
    slots.addAll(ServiceSlots.of(world));
    slots.addAll(WorkspaceSlots.of(world));
    slots.addAll(SettingsSlots.of(world));
    slots.addAll(VirtualGatewaySlots.of(world));
    slots.addAll(RouteTableSlots.of(world));
    slots.addAll(PolicySlots.of(world));
    slots.addAll(ForeignSlots.of(world));
    return slots;
  }

  private SortedMap<ObjectId, ObjectNode> objects() {
    var objects = new TreeMap<ObjectId, ObjectNode>();
    for (Slot slot : slots) {
      if (dice.chance(slot.presence())) {
        objects.put(slot.id(), content(slot, brokenAtFirst));
      }
    }
    return objects;
  }

  /**
   * Each edit throws one object anew, takes it away, brings one, breaks one, or writes one again as
   * it is.
   */
  private List<Edit> edits(SortedMap<ObjectId, ObjectNode> objects, int count, List<Slot> slots) {
    var state = new TreeMap<>(objects);
    var edits = new ArrayList<Edit>();
    while (edits.size() < count) {
      Slot slot = slotToEdit(slots);
      ObjectNode now = state.get(slot.id());
      Edit edit;
      if (now == null) {
        edit = Edit.put(slot.id(), content(slot, BROKEN_BY_EDIT));
      } else if (dice.chance(0.25)) {
        edit = Edit.remove(slot.id());
      } else if (dice.chance(0.07)) {
        edit = Edit.put(slot.id(), now.deepCopy());
      } else {
        edit = Edit.put(slot.id(), content(slot, BROKEN_BY_EDIT));
      }
      edit.after().ifPresentOrElse(o -> state.put(slot.id(), o), () -> state.remove(slot.id()));
      edits.add(edit);
    }
    return edits;
  }

  /** What users write is edited as often as everything else together. */
  private Slot slotToEdit(List<Slot> slots) {
    boolean users = dice.chance(0.5);
    List<Slot> candidates =
        slots.stream().filter(s -> s.id().apiVersion().contains("gloo.solo.io") == users).toList();
    return dice.pick(candidates.isEmpty() ? slots : candidates);
  }

  private ObjectNode content(Slot slot, double broken) {
    ObjectNode object = slot.content().apply(dice);
    if (world.secluded() && slot.id().kind().equals("Workspace")) {
      return object; // broken, it might select another's namespaces
    }
    return dice.chance(broken) ? Damage.of(dice, object) : object;
  }
}
