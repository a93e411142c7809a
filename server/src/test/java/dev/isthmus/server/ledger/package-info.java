/** Tests of what a server remembers of its decisions. */
@NullMarked
package dev.isthmus.server.ledger;

import org.jspecify.annotations.NullMarked;
