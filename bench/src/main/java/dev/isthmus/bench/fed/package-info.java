/**
 * FED(N, M): a mesh of N federated services in M clusters, translated and edited
 * (docs/performance.md).
 */
@NullMarked
package dev.isthmus.bench.fed;

import org.jspecify.annotations.NullMarked;
