/** Binds the server's core to agents' sessions, to the record and to the lead. */
@NullMarked
package dev.isthmus.server.shell;

import org.jspecify.annotations.NullMarked;
