/**
 * Compares what we make of random environments with what a running istiod makes of them. {@code
 * e2e/testbed-proxies} starts it; the build does not.
 */
@NullMarked
package dev.isthmus.envoy.istiod;

import org.jspecify.annotations.NullMarked;
