/** From JSON trees to values: what users write and clusters hold. */
@NullMarked
package dev.isthmus.api.read;

import org.jspecify.annotations.NullMarked;
