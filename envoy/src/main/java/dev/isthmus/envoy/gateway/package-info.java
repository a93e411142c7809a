/** The Gateway objects of a gateway's pod, as one set of servers. */
@NullMarked
package dev.isthmus.envoy.gateway;

import org.jspecify.annotations.NullMarked;
