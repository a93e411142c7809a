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
import dev.isthmus.translate.resolve.Age;
import dev.isthmus.translate.resolve.One;
import java.util.List;

/**
 * Names are joined with dashes, so different objects can come out with one: {@code a-b} in {@code
 * c}, and {@code a} in {@code b-c}. The oldest keeps the plain name; the objects of the others get
 * their hash too (docs/translation.md#names).
 */
public final class NameClaims {

  /**
   * That an object wants the names made from a text.
   *
   * @param text the text that a name is made of, or the part of it that can collide
   * @param claimant the object
   */
  public record Claim(String text, ObjectRef claimant) implements Comparable<Claim> {
    @Override
    public int compareTo(Claim other) {
      int order = text.compareTo(other.text);
      return order == 0 ? claimant.compareTo(other.claimant) : order;
    }
  }

  /** The claims, with the claimants' ages. */
  public final Table<Claim, Age> claims;

  /** The claims that came second. */
  public final Table<Claim, One> younger;

  private final Findings findings;

  /**
   * @param of whose names: claims of one kind of object meet only each other
   */
  public NameClaims(GraphBuilder graph, String of, Findings findings) {
    this.findings = findings;
    claims = graph.table("name claims of " + of, Merge.first());
    younger = graph.table("younger names of " + of);
    Index<String, Claim, Age> byText =
        graph.index("name claims by text of " + of, claims, (claim, age) -> List.of(claim.text()));
    graph
        .rule("of several " + of + " of one name the oldest keeps it")
        .from(byText)
        .emits(younger, findings.table)
        .each(this::decide);
  }

  private void decide(String text, Entries<Claim, Age> all, In in, Out out) {
    if (all.size() < 2) {
      return;
    }
    Age oldest = null;
    for (Entry<Claim, Age> entry : all) {
      if (oldest == null || entry.value().compareTo(oldest) < 0) {
        oldest = entry.value();
      }
    }
    for (Entry<Claim, Age> entry : all) {
      if (!entry.value().equals(oldest)) {
        out.put(younger, entry.key(), One.ONE);
        findings.put(out, collision(entry.key().claimant()));
      }
    }
  }

  /** The older object may be another workspace's: it is not named. */
  private static Finding collision(ObjectRef claimant) {
    return new Finding(
        Reason.NAME_COLLISION,
        claimant,
        "metadata.name",
        "The names of what is generated for this object are taken by an older object, whose name and"
            + " namespace give the same text when they are joined by dashes.",
        "What is generated for this one has a hash in its names.",
        "Nothing is to be done, unless you look for the objects by name.");
  }

  /** Whether a claimant came second. */
  public boolean isYounger(String text, ObjectRef claimant, In in) {
    return in.get(younger, new Claim(text, claimant)) != null;
  }

  /** Claims names. */
  void claim(String text, ObjectRef claimant, Age age, Out out) {
    out.put(claims, new Claim(text, claimant), age);
  }
}
