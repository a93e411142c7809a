/**
 * A lab's traffic: from an environment to running Envoys, step by step, and what requests show
 * (docs/design/lab-traffic.md).
 */
@NullMarked
package dev.isthmus.cli.traffic;

import org.jspecify.annotations.NullMarked;
