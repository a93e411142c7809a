/** Random environments and edits, as a function of a seed. */
@NullMarked
package dev.isthmus.testing.random;

import org.jspecify.annotations.NullMarked;
