/** Server and agents as they run: shells with their clusters, streams, logs. */
@NullMarked
package dev.isthmus.cli.live;

import org.jspecify.annotations.NullMarked;
