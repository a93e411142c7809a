/** What a server remembers of its decisions, where the clusters' objects alone would not tell. */
@NullMarked
package dev.isthmus.server.ledger;

import org.jspecify.annotations.NullMarked;
