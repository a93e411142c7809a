package dev.isthmus.translate;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Why an output is there: the rule that made it, and the objects that contributed. Shared between
 * the outputs of one plan item.
 *
 * @param rule the rule, with its section in docs/translation.md
 * @param contributions the objects, most telling first
 * @param clusters the clusters of all that the output rests on: of the objects, and of what those
 *     that others make of them rest on
 */
public record Provenance(Rule rule, List<Contribution> contributions, SortedSet<String> clusters) {
  public Provenance {
    contributions = List.copyOf(contributions);
    clusters = Collections.unmodifiableSortedSet(clusters);
  }

  /** Of these objects alone. */
  public Provenance(Rule rule, List<Contribution> contributions) {
    this(rule, contributions, of(contributions));
  }

  private static SortedSet<String> of(List<Contribution> contributions) {
    SortedSet<String> clusters = new TreeSet<>();
    contributions.forEach(each -> clusters.add(each.object().key().cluster()));
    return clusters;
  }

  /** The same, resting on what these clusters hold, too. */
  public Provenance restingOn(Collection<String> more) {
    if (clusters.containsAll(more)) {
      return this;
    }
    SortedSet<String> all = new TreeSet<>(clusters);
    all.addAll(more);
    return new Provenance(rule, contributions, all);
  }
}
