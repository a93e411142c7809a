package dev.isthmus.engine;

import org.jspecify.annotations.Nullable;

/**
 * What became of one key.
 *
 * @param before its value before, null if it is new
 * @param after its value now, null if it is gone; never equal to {@code before}
 */
public record Change<K, V>(K key, @Nullable V before, @Nullable V after) {}
