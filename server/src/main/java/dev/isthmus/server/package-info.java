/**
 * What runs in the management cluster: it merges what the agents say, translates, and tells them
 * what to write. {@link dev.isthmus.server.ServerCore} is a state machine without I/O; a shell
 * binds it to the agents' streams, to the lease and to the record.
 */
@NullMarked
package dev.isthmus.server;

import org.jspecify.annotations.NullMarked;
