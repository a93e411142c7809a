/** The same place, as translation and as delivery name it. */
@NullMarked
package dev.isthmus.server.key;

import org.jspecify.annotations.NullMarked;
