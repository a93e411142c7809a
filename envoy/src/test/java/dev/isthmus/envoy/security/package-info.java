@NullMarked
package dev.isthmus.envoy.security;

import org.jspecify.annotations.NullMarked;
