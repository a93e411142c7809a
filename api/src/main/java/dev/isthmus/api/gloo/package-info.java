/** The kinds that users write. */
@NullMarked
package dev.isthmus.api.gloo;

import org.jspecify.annotations.NullMarked;
