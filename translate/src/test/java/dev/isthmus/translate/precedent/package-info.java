/** Tests of what was decided before. */
@NullMarked
package dev.isthmus.translate.precedent;

import org.jspecify.annotations.NullMarked;
