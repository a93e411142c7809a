/** An agent's core and the pods of a large cluster (docs/performance.md). */
@NullMarked
package dev.isthmus.bench.agent;

import org.jspecify.annotations.NullMarked;
