/** Envoy routes from VirtualServices. */
@NullMarked
package dev.isthmus.envoy.route;

import org.jspecify.annotations.NullMarked;
