/** Who leads: at most one server of an installation, each time with an epoch of its own. */
@NullMarked
package dev.isthmus.server.lead;

import org.jspecify.annotations.NullMarked;
