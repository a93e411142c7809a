package dev.isthmus.engine;

import java.util.Optional;

/**
 * One fetch of a run.
 *
 * @param source the table or index fetched from
 * @param key the key fetched, empty for a whole table
 * @param found whether there was anything; a miss is a dependency like any other
 * @param projected whether only a projection of it was looked at
 */
public record Fetched(String source, Optional<Object> key, boolean found, boolean projected) {}
