/** Compares what we make of a cluster with what istiod 1.29.1 makes of it. */
@NullMarked
package dev.isthmus.envoy.oracle;

import org.jspecify.annotations.NullMarked;
