package dev.isthmus.engine;

import java.util.List;

/**
 * A key with several producers in a table that declares no merge. The first producer (by the rules'
 * order, then source key) holds the key.
 *
 * @param table the table's name
 * @param key the key
 * @param producers all producers, the one that holds the key first; in a {@link Step}, fewer than
 *     two when the conflict has ended
 */
public record Conflict(String table, Object key, List<Producer> producers) {

  /** Copies the producers. */
  public Conflict {
    producers = List.copyOf(producers);
  }

  /** Whether it has ended: true only of the conflicts that a step reports. */
  public boolean ended() {
    return producers.size() < 2;
  }
}
