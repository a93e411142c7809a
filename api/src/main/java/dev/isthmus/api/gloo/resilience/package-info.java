/** Faults, time-outs and retries: group {@code resilience.policy.gloo.solo.io}. */
@NullMarked
package dev.isthmus.api.gloo.resilience;

import org.jspecify.annotations.NullMarked;
