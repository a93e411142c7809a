/** From Istio objects and services to what one Envoy gets. */
@NullMarked
package dev.isthmus.envoy;

import org.jspecify.annotations.NullMarked;
