package dev.isthmus.engine;

/**
 * A run that emits a key.
 *
 * @param rule the rule's name
 * @param key the key of the source entry that the rule ran over
 */
public record Producer(String rule, Object key) {}
