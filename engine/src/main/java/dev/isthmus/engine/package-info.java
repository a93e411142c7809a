/** Incremental collections: tracked fetches, indexes, snapshots and deltas. */
@NullMarked
package dev.isthmus.engine;

import org.jspecify.annotations.NullMarked;
