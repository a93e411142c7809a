@NullMarked
package dev.isthmus.envoy.cluster;

import org.jspecify.annotations.NullMarked;
