/** Tests of findings where several objects meet. */
@NullMarked
package dev.isthmus.translate.finding;

import org.jspecify.annotations.NullMarked;
