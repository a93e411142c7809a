/**
 * Public bugs of systems like ours, brought into our code by changing its classes as they are
 * loaded: whether our tests see them.
 */
@NullMarked
package dev.isthmus.testing.mutant;

import org.jspecify.annotations.NullMarked;
