@NullMarked
package dev.isthmus.envoy.registry;

import org.jspecify.annotations.NullMarked;
