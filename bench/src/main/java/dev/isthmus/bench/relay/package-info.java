/** A relay server and many agents in one process (docs/performance.md). */
@NullMarked
package dev.isthmus.bench.relay;

import org.jspecify.annotations.NullMarked;
