/** The one writer thread that a shell has around its core. */
@NullMarked
package dev.isthmus.api.loop;

import org.jspecify.annotations.NullMarked;
