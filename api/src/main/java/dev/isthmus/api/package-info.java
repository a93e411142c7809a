/** Identities of objects, and what is told about them. */
@NullMarked
package dev.isthmus.api;

import org.jspecify.annotations.NullMarked;
