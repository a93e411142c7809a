package dev.isthmus.translate;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.engine.Delta;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.Snapshot;
import dev.isthmus.engine.Step;
import dev.isthmus.translate.precedent.AddressKey;
import dev.isthmus.translate.precedent.Lost;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.Standing;
import dev.isthmus.translate.precedent.Title;
import dev.isthmus.translate.resolve.Membership;
import dev.isthmus.translate.resolve.NamespaceId;
import dev.isthmus.translate.resolve.One;
import dev.isthmus.translate.status.StatusKey;
import dev.isthmus.translate.status.StatusValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A step's snapshot, seen as a translation. */
final class TranslationState implements Translation {

  private final Entries<OutputKey, Output> outputs;
  private final Entries<Finding, Finding> findings;
  private final Entries<StatusKey, StatusValue> fields;
  private final List<Finding> failures;
  private final Delta<OutputKey, Output> delta;
  private final Entries<NamespaceId, Membership> memberships;
  private final Set<ObjectRef> retold;
  private final Set<NamespaceId> rehomed;
  private final TitlesLost lost;
  private final Delta<Title, Standing> standings;
  private final Delta<AddressKey, Integer> addresses;
  private final Delta<AddressKey, One> kept;
  private final NamesGiven names;

  private TranslationState(
      Entries<OutputKey, Output> outputs,
      Entries<Finding, Finding> findings,
      Entries<StatusKey, StatusValue> fields,
      Entries<NamespaceId, Membership> memberships,
      List<Finding> failures,
      Delta<OutputKey, Output> delta,
      Set<ObjectRef> retold,
      Set<NamespaceId> rehomed,
      TitlesLost lost,
      Delta<Title, Standing> standings,
      Delta<AddressKey, Integer> addresses,
      Delta<AddressKey, One> kept,
      NamesGiven names) {
    this.outputs = outputs;
    this.findings = findings;
    this.fields = fields;
    this.memberships = memberships;
    this.failures = List.copyOf(failures);
    this.delta = delta;
    this.retold = Set.copyOf(retold);
    this.rehomed = Set.copyOf(rehomed);
    this.lost = lost;
    this.standings = standings;
    this.addresses = addresses;
    this.kept = kept;
    this.names = names;
  }

  static TranslationState empty() {
    return new TranslationState(
        Entries.empty(),
        Entries.empty(),
        Entries.empty(),
        Entries.empty(),
        List.of(),
        Delta.empty(),
        Set.of(),
        Set.of(),
        TitlesLost.NONE,
        Delta.empty(),
        Delta.empty(),
        Delta.empty(),
        NamesGiven.NONE);
  }

  /** The state after a step that began in this one. */
  TranslationState after(Step step, List<Finding> failing, Wiring wiring) {
    Set<ObjectRef> told = new HashSet<>();
    step.delta(wiring.findings().table).forEach(change -> told.add(change.key().object()));
    step.delta(wiring.fields().table).forEach(change -> told.add(change.key().object()));
    if (!failing.equals(failures)) {
      failures.forEach(finding -> told.add(finding.object()));
      failing.forEach(finding -> told.add(finding.object()));
    }
    Set<NamespaceId> moved = new HashSet<>();
    step.delta(wiring.memberships()).forEach(change -> moved.add(change.key()));
    Snapshot snapshot = step.snapshot();
    return new TranslationState(
        snapshot.entries(wiring.outputs().table),
        snapshot.entries(wiring.findings().table),
        snapshot.entries(wiring.fields().table),
        snapshot.entries(wiring.memberships()),
        failing,
        step.delta(wiring.outputs().table),
        told,
        moved,
        TitlesLost.in(step, wiring),
        step.delta(wiring.precedents().standings),
        step.delta(wiring.addresses().table),
        step.delta(wiring.precedents().keptAddresses),
        NamesGiven.in(step, wiring.precedents()));
  }

  @Override
  public SortedMap<OutputKey, Output> outputs() {
    return new EntriesMap<>(outputs);
  }

  @Override
  public SortedMap<OutputKey, Output> outputs(String cluster) {
    return outputs().subMap(OutputKey.first(cluster), OutputKey.first(cluster + '\0'));
  }

  @Override
  public Optional<Output> output(OutputKey key) {
    return Optional.ofNullable(outputs.get(key));
  }

  @Override
  public List<Finding> findings() {
    List<Finding> all = findings.keys();
    if (!failures.isEmpty()) {
      all.addAll(failures);
      Collections.sort(all);
    }
    return all;
  }

  @Override
  public List<Finding> findings(ObjectRef object) {
    List<Finding> all = new ArrayList<>();
    for (Finding first : Finding.firstOf(object)) {
      Iterator<Entry<Finding, Finding>> from = findings.from(first);
      while (from.hasNext()) {
        Finding finding = from.next().key();
        if (finding.severity() != first.severity() || !finding.object().equals(object)) {
          break;
        }
        all.add(finding);
      }
    }
    failures.stream().filter(failure -> Failures.concerns(failure, object)).forEach(all::add);
    Collections.sort(all);
    return all;
  }

  @Override
  public SortedMap<String, StatusValue> fields(ObjectRef object) {
    SortedMap<String, StatusValue> found = new TreeMap<>();
    Iterator<Entry<StatusKey, StatusValue>> from = fields.from(new StatusKey(object, ""));
    while (from.hasNext()) {
      Entry<StatusKey, StatusValue> entry = from.next();
      if (!entry.key().object().equals(object)) {
        break;
      }
      found.put(entry.key().field(), entry.value());
    }
    return found;
  }

  @Override
  public String workspace(NamespaceId namespace) {
    Membership member = memberships.get(namespace);
    return member == null ? "" : member.workspace();
  }

  @Override
  public Set<NamespaceId> rehomed() {
    return rehomed;
  }

  @Override
  public List<Lost> lost() {
    return lost.all();
  }

  @Override
  public Map<Title, Optional<Standing>> restanding() {
    Map<Title, Optional<Standing>> changed = new TreeMap<>();
    standings.forEach(change -> changed.put(change.key(), Optional.ofNullable(change.after())));
    return changed;
  }

  @Override
  public Map<AddressKey, Optional<Integer>> readdressed() {
    Map<AddressKey, Optional<Integer>> changed = new TreeMap<>();
    addresses.forEach(change -> changed.put(change.key(), Optional.ofNullable(change.after())));
    return changed;
  }

  @Override
  public Map<AddressKey, Boolean> keptAddresses() {
    Map<AddressKey, Boolean> changed = new TreeMap<>();
    kept.forEach(change -> changed.put(change.key(), change.after() != null));
    return changed;
  }

  @Override
  public Map<NameKey, Boolean> renamed() {
    return names.renamed();
  }

  @Override
  public List<NameKey> secondNames() {
    return names.second();
  }

  @Override
  public Map<NameKey, Boolean> keptNames() {
    return names.keptNames();
  }

  @Override
  public Set<ObjectRef> retold() {
    return retold;
  }

  @Override
  public List<OutputChange> changes() {
    return restated().stream()
        .filter(change -> !sameBytes(change.before(), change.after()))
        .toList();
  }

  @Override
  public List<OutputChange> restated() {
    List<OutputChange> changes = new ArrayList<>(delta.size());
    delta.forEach(
        change -> changes.add(new OutputChange(change.key(), change.before(), change.after())));
    return List.copyOf(changes);
  }

  private static boolean sameBytes(@Nullable Output before, @Nullable Output after) {
    return before != null && after != null && before.sameBytes(after);
  }
}
