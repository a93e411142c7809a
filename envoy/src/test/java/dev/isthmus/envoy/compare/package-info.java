/** Compares xDS resources of ours with istiod's, as data. */
@NullMarked
package dev.isthmus.envoy.compare;

import org.jspecify.annotations.NullMarked;
