package dev.isthmus.translate;

import java.util.List;

/**
 * Why an output is there: the rule that made it, and the objects that contributed. Shared between
 * the outputs of one plan item.
 *
 * @param rule the rule, with its section in docs/translation.md
 * @param contributions the objects, most telling first
 */
public record Provenance(Rule rule, List<Contribution> contributions) {
  public Provenance {
    contributions = List.copyOf(contributions);
  }
}
