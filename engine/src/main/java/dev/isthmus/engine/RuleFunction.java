package dev.isthmus.engine;

/**
 * What a rule does with one entry of its source. It must be pure: its only inputs are the key, the
 * value and what it fetches through {@code in}, its only effect is what it puts to {@code out}. It
 * may run at any time, any number of times.
 */
@FunctionalInterface
public interface RuleFunction<K, V> {

  /**
   * Derives entries from one source entry. Anything thrown poisons this source key only (see {@link
   * FaultHandler}).
   */
  void apply(K key, V value, In in, Out out);
}
