package dev.isthmus.translate.plan;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Merge;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.Precedents;
import dev.isthmus.translate.resolve.Age;
import dev.isthmus.translate.resolve.One;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names are joined with dashes, so different objects can come out with one: {@code a-b} in {@code
 * c}, and {@code a} in {@code b-c}. The oldest keeps the plain name; the objects of the others get
 * their hash too (docs/translation.md#names). Whoever had the one or the other before keeps it.
 */
public final class NameClaims {

  /** The claims, with the claimants' ages. */
  public final Table<NameKey, Age> claims;

  /** The claims that came second. */
  public final Table<NameKey, One> younger;

  private final String of;
  private final Precedents precedents;
  private final Findings findings;

  /**
   * @param of whose names: claims of one kind of object meet only each other
   */
  public NameClaims(GraphBuilder graph, String of, Precedents precedents, Findings findings) {
    this.of = of;
    this.precedents = precedents;
    this.findings = findings;
    claims = graph.table("name claims of " + of, Merge.first());
    younger = graph.table("younger names of " + of);
    precedents.named(claims);
    Index<String, NameKey, Age> byText =
        graph.index("name claims by text of " + of, claims, (claim, age) -> List.of(claim.text()));
    graph
        .rule("of several " + of + " of one name the oldest keeps it")
        .from(byText)
        .uses(precedents.namesByText)
        .emits(younger, precedents.names, precedents.keptNames, findings.table)
        .each(this::decide);
  }

  private void decide(String text, Entries<NameKey, Age> all, In in, Out out) {
    Entries<NameKey, Boolean> before = precedents.namesBefore(of, text, in);
    if (all.size() < 2 && before.isEmpty()) {
      return;
    }
    Age first = first(all, before);
    for (Entry<NameKey, Age> entry : all) {
      boolean second = !entry.value().equals(first);
      out.put(precedents.names, entry.key(), !second);
      if (before.containsKey(entry.key())) {
        out.put(precedents.keptNames, entry.key(), One.ONE);
      }
      if (second) {
        out.put(younger, entry.key(), One.ONE);
        findings.put(out, collision(entry.key().claimant(), before.isEmpty()));
      }
    }
  }

  /** Who had the plain names before, there or not; else the oldest that had no others. */
  private static @Nullable Age first(Entries<NameKey, Age> all, Entries<NameKey, Boolean> before) {
    boolean given = before.values().contains(true);
    Age first = null;
    for (Entry<NameKey, Age> entry : all) {
      Boolean had = before.get(entry.key());
      boolean may = given ? Boolean.TRUE.equals(had) : had == null;
      if (may && (first == null || entry.value().compareTo(first) < 0)) {
        first = entry.value();
      }
    }
    return first;
  }

  /** The other object may be another workspace's: it is not named. */
  private static Finding collision(ObjectRef claimant, boolean older) {
    return new Finding(
        Reason.NAME_COLLISION,
        claimant,
        "metadata.name",
        "The names of what is generated for this object are "
            + (older ? "taken by an older object" : "another object's, or were when it came")
            + ", whose name and namespace give the same text when they are joined by dashes.",
        "What is generated for this one has a hash in its names.",
        "Nothing is to be done, unless you look for the objects by name.");
  }

  /** Whether a claimant came second. */
  public boolean isYounger(String text, ObjectRef claimant, In in) {
    return in.get(younger, new NameKey(of, text, claimant)) != null;
  }

  /** Claims names. */
  public void claim(String text, ObjectRef claimant, Age age, Out out) {
    out.put(claims, new NameKey(of, text, claimant), age);
  }
}
