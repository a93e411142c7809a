/** Mutual TLS modes and authorization of workloads. */
@NullMarked
package dev.isthmus.envoy.security;

import org.jspecify.annotations.NullMarked;
