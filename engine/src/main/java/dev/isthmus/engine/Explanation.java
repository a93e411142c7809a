package dev.isthmus.engine;

import java.util.List;

/**
 * Why a key is there: one of its producers, and what it looked at.
 *
 * @param rule the rule that emits the key
 * @param source the table or index that the rule runs over
 * @param sourceKey the entry that it ran over
 * @param fetched what the run fetched beside its own entry, in the order of the fetches; what it
 *     fetched twice is there once
 */
public record Explanation(String rule, String source, Object sourceKey, List<Fetched> fetched) {

  /** Copies the fetches. */
  public Explanation {
    fetched = List.copyOf(fetched);
  }

  /** The producer's name. */
  public Producer producer() {
    return new Producer(rule, sourceKey);
  }
}
