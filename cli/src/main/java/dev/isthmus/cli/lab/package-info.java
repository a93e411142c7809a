/**
 * The workshop's labs as a command: steps, what they generate, and whether it is what must come
 * out.
 */
@NullMarked
package dev.isthmus.cli.lab;

import org.jspecify.annotations.NullMarked;
