/** Server, agents and clusters on a virtual clock, with faults. */
@NullMarked
package dev.isthmus.server.simulation;

import org.jspecify.annotations.NullMarked;
