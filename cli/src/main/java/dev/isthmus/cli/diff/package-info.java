/** The difference between two translations, for people and machines. */
@NullMarked
package dev.isthmus.cli.diff;

import org.jspecify.annotations.NullMarked;
