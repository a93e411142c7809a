/** Envoys' configuration over the wire, and what they said to it. */
@NullMarked
package dev.isthmus.traffic.xds;

import org.jspecify.annotations.NullMarked;
