package dev.isthmus.delivery;

import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.DestinationRuleBuilder;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.ServiceEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rules of a host of which one goes while others come or stay, as where a namespace changes its
 * workspace. Istio merges two rules of one host and namespace only if their {@code exportTo} is
 * equal, and drops the younger one otherwise: while one that goes is there, all have the exports of
 * all.
 */
final class SharedExports {
  private record Place(String cluster, String namespace, String host) {}

  private final Function<IstioKey, @Nullable IstioObject> before;
  private final Function<IstioKey, @Nullable IstioObject> after;

  /** The rules of a place, each with how many of its forms are of that place. */
  private final Map<Place, TreeMap<IstioKey, Integer>> rules = new HashMap<>();

  /**
   * Without any rule yet.
   *
   * @param before the form of an object that goes or changes, null where there is none
   * @param after the form that it is to have; null: it goes
   */
  SharedExports(
      Function<IstioKey, @Nullable IstioObject> before,
      Function<IstioKey, @Nullable IstioObject> after) {
    this.before = before;
    this.after = after;
  }

  /** All rules of two states. */
  SharedExports(Map<IstioKey, IstioObject> before, Map<IstioKey, IstioObject> after) {
    this(before::get, after::get);
    before.forEach(this::learn);
    after.forEach(this::learn);
  }

  /** A form that an object has, gets or may get; null is none. */
  void learn(IstioKey key, @Nullable IstioObject form) {
    count(key, form, 1);
  }

  /** A form that was learnt counts no more. */
  void forget(IstioKey key, @Nullable IstioObject form) {
    count(key, form, -1);
  }

  private void count(IstioKey key, @Nullable IstioObject form, int by) {
    if (form != null && form.spec() instanceof DestinationRule rule) {
      Place place = new Place(key.cluster(), key.namespace(), rule.host());
      TreeMap<IstioKey, Integer> there = rules.computeIfAbsent(place, _ -> new TreeMap<>());
      there.merge(key, by, (a, b) -> a + b == 0 ? null : a + b);
      if (there.isEmpty()) {
        rules.remove(place);
      }
    }
  }

  /** The other rules of this rule's place that go: it gives up no exports before. */
  List<IstioKey> going(IstioKey key, IstioObject form) {
    List<IstioKey> going = new ArrayList<>();
    for (IstioKey other : at(key, form)) {
      if (!other.equals(key) && after.apply(other) == null) {
        going.add(other);
      }
    }
    return going;
  }

  /** The rules of this rule's place, itself too. */
  private Set<IstioKey> at(IstioKey key, IstioObject form) {
    return form.spec() instanceof DestinationRule rule ? at(key, rule.host()) : Set.of();
  }

  private Set<IstioKey> at(IstioKey key, String host) {
    TreeMap<IstioKey, Integer> there = rules.get(new Place(key.cluster(), key.namespace(), host));
    return there == null ? Set.of() : Collections.unmodifiableSet(there.keySet());
  }

  /** Whether objects of a kind have hosts that rules have too. */
  static boolean concerns(IstioKind kind) {
    return kind == IstioKind.DESTINATION_RULE || kind == IstioKind.SERVICE_ENTRY;
  }

  /** The rules, in an object's namespace, of the hosts that this form of a rule or entry has. */
  List<IstioKey> beside(IstioKey key, @Nullable IstioObject form) {
    if (form == null) {
      return List.of();
    }
    List<String> hosts =
        switch (form.spec()) {
          case DestinationRule rule -> List.of(rule.host());
          case ServiceEntry entry -> entry.hosts();
          default -> List.of();
        };
    List<IstioKey> beside = new ArrayList<>();
    hosts.forEach(host -> beside.addAll(at(key, host)));
    return beside;
  }

  /** The form of a rule while one that goes is there; itself where none goes, or none is left. */
  @Nullable IstioObject meanwhile(IstioKey key, @Nullable IstioObject form) {
    if (form == null || !(form.spec() instanceof DestinationRule rule)) {
      return form;
    }
    List<String> shared = shared(key, form);
    return shared == null || shared.equals(rule.exportTo())
        ? form
        : new IstioObject(
            form.namespace(),
            form.name(),
            form.labels(),
            form.annotations(),
            form.created(),
            DestinationRuleBuilder.builder(rule).exportTo(shared).build());
  }

  /** The exports of all; null where none goes while another is to be there. */
  private @Nullable List<String> shared(IstioKey key, IstioObject form) {
    List<String> shared = null;
    boolean goes = false;
    boolean stays = false;
    for (IstioKey other : at(key, form)) {
      IstioObject wanted = after.apply(other);
      IstioObject counts = wanted == null ? before.apply(other) : wanted;
      goes |= wanted == null;
      stays |= wanted != null;
      if (counts != null && counts.spec() instanceof DestinationRule rule) {
        shared = shared == null ? rule.exportTo() : Widening.visible(shared, rule.exportTo());
      }
    }
    return goes && stays ? shared : null;
  }
}
