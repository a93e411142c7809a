/** A lab's traffic: real Envoys on loopback addresses (docs/design/lab-traffic.md). */
@NullMarked
package dev.isthmus.traffic;

import org.jspecify.annotations.NullMarked;
