/** The command {@code isthmus}. */
@NullMarked
package dev.isthmus.cli;

import org.jspecify.annotations.NullMarked;
