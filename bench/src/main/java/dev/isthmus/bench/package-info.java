/** Benchmarks of the translation, beside what plain serialising costs. */
@NullMarked
package dev.isthmus.bench;

import org.jspecify.annotations.NullMarked;
