package dev.isthmus.engine;

/**
 * A function of the graph threw: a bug in it, never a user's mistake (those are values). What a
 * rule's run had emitted before stays; all else goes on.
 *
 * @param function the name of the rule, index or table whose function (rule, keys, merge) threw
 * @param key the source key of the run, or the key of the entry
 * @param cause what was thrown
 */
public record Fault(String function, Object key, Throwable cause) {}
