/** What {@code ./isthmus} runs after a build, so that the program starts fast. */
@NullMarked
package dev.isthmus.cli.startup;

import org.jspecify.annotations.NullMarked;
