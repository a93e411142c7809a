/** What was decided before, where the objects of now would decide otherwise. */
@NullMarked
package dev.isthmus.translate.precedent;

import org.jspecify.annotations.NullMarked;
