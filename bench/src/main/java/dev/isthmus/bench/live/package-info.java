/** A server's core over FED(N, M), with agents that carry out all orders (docs/performance.md). */
@NullMarked
package dev.isthmus.bench.live;

import org.jspecify.annotations.NullMarked;
