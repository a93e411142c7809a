/** What a lab's Envoy gets instead of what istiod would send it. */
@NullMarked
package dev.isthmus.traffic.loopback;

import org.jspecify.annotations.NullMarked;
