/**
 * What waits for a user's decision or for a cluster, and the decisions: as values, under ids that
 * are digests of what they are about.
 */
@NullMarked
package dev.isthmus.server.pending;

import org.jspecify.annotations.NullMarked;
