/** What a server keeps in its own cluster, for all servers: docs/design/operations.md. */
@NullMarked
package dev.isthmus.server.store;

import org.jspecify.annotations.NullMarked;
