/** Envoys as processes that end with the lab. */
@NullMarked
package dev.isthmus.traffic.process;

import org.jspecify.annotations.NullMarked;
