package dev.isthmus.delivery;

import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.IstioObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What may be written now, and what waits, for whom and why: a function of what is there in the
 * clusters, what is desired, and what is under way. Its cost follows the objects that differ; the
 * way of each is found once. Not for several threads.
 *
 * <p>Nothing of it needs to be kept: the same reports and wishes give the same answer after a
 * restart.
 */
public final class Rollout {

  /** What stands in the way of a change for reasons of its own, whatever the order. */
  @FunctionalInterface
  public interface Gate {
    /**
     * The reason not to make this change now.
     *
     * @param goal the change to what is desired
     * @param step the write that would be made: to the goal, or to the union of both forms
     */
    Optional<Wait> check(ObjectChange goal, ObjectChange step);

    /** Whether a cluster was given up: what is there stays, and nothing waits for it. */
    default boolean isGivenUp(String cluster) {
      return false;
    }
  }

  /**
   * What may be written now, and what waits.
   *
   * @param writes changes that may be made at once, in any order; in the order of their keys
   * @param waiting the other objects that are not yet as desired, in the order of their keys
   */
  public record Plan(Map<IstioKey, ObjectChange> writes, Map<IstioKey, Wait> waiting) {
    /** Nothing differs. */
    public static final Plan NONE = new Plan(Map.of(), Map.of());
  }

  private final Map<IstioKey, IstioObject> there = new HashMap<>();
  private final Map<IstioKey, IstioObject> desired = new HashMap<>();

  /** The form that was there before the first order, and those that orders may bring yet. */
  private final Map<IstioKey, List<Optional<IstioObject>>> underWay = new HashMap<>();

  /** Orders that were refused: nobody waits for them until something else is wanted or there. */
  private final Set<IstioKey> refused = new HashSet<>();

  /** Orders that were refused, and that must not be carried out any more. */
  private final Set<IstioKey> obsolete = new HashSet<>();

  private final TreeSet<IstioKey> open = new TreeSet<>();

  /** The ways of open objects, until something changes for them. */
  private final Map<IstioKey, Course> courses = new HashMap<>();

  private final Precedence precedence = new Precedence();

  private final ServedHosts hosts = new ServedHosts();
  private final Sides sides = new Sides();
  private final SharedExports exports = new SharedExports(this::present, desired::get);

  /** An object is there in this form; null: it is not there. */
  public void there(IstioKey key, @Nullable IstioObject form) {
    hosts.there(key.cluster(), there.get(key), form);
    set(there, key, form);
  }

  /** The clusters that serve what this change of routes or of an entry newly leads to. */
  public Set<String> homesOfGains(ObjectChange step) {
    return hosts.homesOfGains(step);
  }

  /** Whether a change takes something from what stands at the destination of others' calls. */
  public boolean narrowsDestination(ObjectChange step) {
    return step.before() != null
        && (step.before().spec() instanceof Gateway
            || sides.narrowing(step.key(), step.before()) == Phase.NARROW_DESTINATION)
        && Facts.narrows(step.before(), step.after());
  }

  /** An object is wanted in this form; null: it is not wanted. */
  public void desired(IstioKey key, @Nullable IstioObject form) {
    hosts.desired(key.cluster(), desired.get(key), form);
    set(desired, key, form);
  }

  /** Whether an entry of this host with something behind it is desired in the cluster. */
  public boolean isServed(String cluster, String host) {
    return hosts.isServed(cluster, host);
  }

  /** An order was sent: the object may get this form at any time until it is settled. */
  public void ordered(IstioKey key, @Nullable IstioObject form) {
    change(
        key,
        () -> {
          if (!underWay.containsKey(key)) {
            mayBe(key, there.get(key));
          }
          mayBe(key, form);
          refused.remove(key);
          obsolete.remove(key);
        });
  }

  /**
   * The newest order was refused, and may be carried out later all the same: the agent tries again.
   * Once something else is wanted or there it is taken back, by ordering what is there.
   *
   * @return whether it is wanted still
   */
  public boolean refused(IstioKey key) {
    forget(key);
    if (!isRight(key)) {
      refused.add(key);
      Optional<IstioObject> next = Optional.ofNullable(course(key).step().after());
      if (next.equals(underWay.getOrDefault(key, List.of(next)).getLast())) {
        return true;
      }
      refused.remove(key);
    }
    obsolete.add(key);
    return false;
  }

  private void mayBe(IstioKey key, @Nullable IstioObject form) {
    underWay.computeIfAbsent(key, _ -> new ArrayList<>()).add(Optional.ofNullable(form));
    exports.learn(key, form);
  }

  /** No order for this object is under way any more. */
  public void settled(IstioKey key) {
    change(
        key,
        () -> {
          refused.remove(key);
          obsolete.remove(key);
          List<Optional<IstioObject>> forms = underWay.remove(key);
          if (forms != null) {
            forms.forEach(form -> exports.forget(key, form.orElse(null)));
          }
        });
  }

  /** The object as it was last seen; null: it is not there. */
  public @Nullable IstioObject there(IstioKey key) {
    return there.get(key);
  }

  /** The object as it is wanted; null: it is not. */
  public @Nullable IstioObject desired(IstioKey key) {
    return desired.get(key);
  }

  /** Objects that differ from what is desired, or may; as long as nothing changes. */
  public Set<IstioKey> open() {
    return Collections.unmodifiableSet(open);
  }

  /** Objects with an order under way. */
  public Collection<IstioKey> underWay() {
    return List.copyOf(underWay.keySet());
  }

  private void set(Map<IstioKey, IstioObject> forms, IstioKey key, @Nullable IstioObject form) {
    change(
        key,
        () -> {
          if (refused.remove(key)) {
            obsolete.add(key);
          }
          IstioObject old = form == null ? forms.remove(key) : forms.put(key, form);
          sides.forget(key, old);
          sides.learn(key, form);
          exports.forget(key, old);
          exports.learn(key, form);
        });
    share(key);
  }

  /** What both forms of an object have in common is kept once. */
  private void share(IstioKey key) {
    IstioObject now = there.get(key);
    IstioObject wanted = desired.get(key);
    if (now != null && wanted != null) {
      there.put(key, now.sharing(wanted));
    }
  }

  /** Changes something of an object: it and those beside it, before or after, may have new ways. */
  private void change(IstioKey key, Runnable change) {
    Set<IstioKey> concerned = beside(key);
    change.run();
    concerned.addAll(beside(key));
    concerned.forEach(this::reopen);
  }

  private Set<IstioKey> beside(IstioKey key) {
    Set<IstioKey> beside = new HashSet<>();
    beside.add(key);
    if (!SharedExports.concerns(key.kind())) {
      return beside;
    }
    List<Optional<IstioObject>> orders = underWay.getOrDefault(key, List.of());
    for (IstioObject form : forms(there.get(key), desired.get(key), orders)) {
      beside.addAll(exports.beside(key, form));
    }
    return beside;
  }

  private void forget(IstioKey key) {
    Course course = courses.remove(key);
    if (course != null) {
      precedence.remove(course);
    }
  }

  private void reopen(IstioKey key) {
    forget(key);
    if (underWay.containsKey(key) || !isRight(key)) {
      open.add(key);
    } else {
      open.remove(key);
    }
  }

  private boolean isRight(IstioKey key) {
    IstioObject wanted = desired.get(key);
    return same(there.get(key), wanted) && Objects.equals(exports.meanwhile(key, wanted), wanted);
  }

  /** Whether what is there is what is wanted, whatever others have added to its metadata. */
  private static boolean same(@Nullable IstioObject there, @Nullable IstioObject wanted) {
    if (there == null || wanted == null) {
      return there == null && wanted == null;
    }
    return there.spec().equals(wanted.spec())
        && hasAll(there.labels(), wanted.labels())
        && hasAll(there.annotations(), wanted.annotations());
  }

  private static boolean hasAll(Map<String, String> texts, Map<String, String> wanted) {
    return texts.equals(wanted) || texts.entrySet().containsAll(wanted.entrySet());
  }

  /** What may be written now. */
  public Plan plan(Gate gate) {
    List<Course> all = new ArrayList<>(open.size());
    for (IstioKey key : open) {
      if (gate.isGivenUp(key.cluster())) {
        forget(key);
      } else {
        all.add(known(key));
      }
    }
    Map<IstioKey, ObjectChange> writes = new LinkedHashMap<>();
    Map<IstioKey, Wait> waiting = new LinkedHashMap<>();
    for (Course course : all) {
      decide(course, gate)
          .ifPresentOrElse(
              wait -> waiting.put(course.key(), wait),
              () -> writes.put(course.key(), course.step()));
    }
    return new Plan(writes, waiting);
  }

  private Course known(IstioKey key) {
    Course course = courses.get(key);
    if (course == null) {
      course = course(key);
      courses.put(key, course);
      precedence.add(course);
    }
    return course;
  }

  private Optional<Wait> decide(Course course, Gate gate) {
    if (course.sent()) {
      return Optional.of(new Wait.Sent());
    }
    Optional<Wait> own = gate.check(course.goal(), course.step());
    if (own.isPresent() || course.takesBack()) {
      return own;
    }
    List<IstioKey> first = precedence.before(course);
    return first.isEmpty() ? Optional.empty() : Optional.of(new Wait.After(first));
  }

  private Course course(IstioKey key) {
    IstioObject now = there.get(key);
    IstioObject wanted = desired.get(key);
    List<Leg> way = isRight(key) ? List.of() : Leg.way(sides, exports, key, now, wanted);
    boolean rests = refused.contains(key) && !way.isEmpty();
    List<Optional<IstioObject>> orders = rests ? List.of() : underWay.getOrDefault(key, List.of());
    Set<Phase> pending = pending(key, way, now, wanted, orders);
    Leg next = next(way, wanted, pending);
    boolean takesBack = obsolete.contains(key);
    if (takesBack) {
      next = new Leg(next.phase(), same(now, wanted) ? wanted : now, List.of());
    }
    IstioObject target = takesBack ? next.target() : stamped(now, next.target(), wanted);
    boolean sent = !orders.isEmpty() && orders.getLast().equals(Optional.ofNullable(target));
    return new Course(
        key,
        new ObjectChange(key, now, takesBack ? target : wanted),
        new ObjectChange(key, now, target),
        takesBack,
        next.phase(),
        pending,
        !orders.isEmpty(),
        sent,
        next.first(),
        Concerns.of(key, forms(now, wanted, orders)));
  }

  /** The phases of what is still to be done, and of all that an order may do at any time. */
  private Set<Phase> pending(
      IstioKey key,
      List<Leg> way,
      @Nullable IstioObject now,
      @Nullable IstioObject wanted,
      List<Optional<IstioObject>> orders) {
    Set<Phase> pending = EnumSet.noneOf(Phase.class);
    way.forEach(leg -> pending.add(leg.phase()));
    if (!orders.isEmpty()) {
      IstioObject any = Objects.requireNonNullElseGet(wanted, () -> form(now, orders));
      pending.add(sides.widening(key, any));
      pending.add(sides.narrowing(key, any));
    }
    return pending;
  }

  /** Where nothing differs but an order is under way: what is wanted, again. */
  private static Leg next(List<Leg> way, @Nullable IstioObject wanted, Set<Phase> pending) {
    return way.isEmpty()
        ? new Leg(
            wanted == null ? Collections.max(pending) : Collections.min(pending), wanted, List.of())
        : way.getFirst();
  }

  private static List<@Nullable IstioObject> forms(
      @Nullable IstioObject now, @Nullable IstioObject wanted, List<Optional<IstioObject>> orders) {
    List<@Nullable IstioObject> forms = new ArrayList<>();
    forms.add(now);
    forms.add(wanted);
    orders.forEach(order -> forms.add(order.orElse(null)));
    return forms;
  }

  /** The form that is there, or that an order may bring. */
  private @Nullable IstioObject present(IstioKey key) {
    IstioObject now = there.get(key);
    return now != null || !underWay.containsKey(key)
        ? now
        : form(null, underWay.getOrDefault(key, List.of()));
  }

  private static IstioObject form(@Nullable IstioObject now, List<Optional<IstioObject>> orders) {
    for (Optional<IstioObject> order : orders) {
      if (order.isPresent()) {
        return order.get();
      }
    }
    if (now == null) {
      throw new IllegalStateException("an object without any form is under way");
    }
    return now;
  }

  /** What is only on the way has a hash of its own, and a union the sources of both forms. */
  private static @Nullable IstioObject stamped(
      @Nullable IstioObject now, @Nullable IstioObject target, @Nullable IstioObject wanted) {
    if (target == null || target.equals(wanted)) {
      return target;
    }
    return Stamp.stamped(now == null ? target : Sources.joined(now, target));
  }
}
