/** Envoy clusters from services and DestinationRules. */
@NullMarked
package dev.isthmus.envoy.cluster;

import org.jspecify.annotations.NullMarked;
