/**
 * What users' objects are told: whether they are accepted, what is wrong, and how much of what
 * follows from them is in the clusters. Without I/O and clock; its cost follows what changes.
 */
@NullMarked
package dev.isthmus.server.status;

import org.jspecify.annotations.NullMarked;
