/** Envoy listeners of sidecars and gateways. */
@NullMarked
package dev.isthmus.envoy.listener;

import org.jspecify.annotations.NullMarked;
