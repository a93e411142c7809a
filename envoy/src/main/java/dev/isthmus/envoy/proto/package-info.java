/** Pieces of Envoy's configuration that many resources share. */
@NullMarked
package dev.isthmus.envoy.proto;

import org.jspecify.annotations.NullMarked;
