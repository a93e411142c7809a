package dev.isthmus.translate;

import org.jspecify.annotations.Nullable;

/**
 * What a step did to one Istio object. Only changes of its bytes are listed, not of its provenance
 * alone.
 *
 * @param key the object
 * @param before its former form; null when it is new
 * @param after its new form; null when it goes
 */
public record OutputChange(OutputKey key, @Nullable Output before, @Nullable Output after) {}
