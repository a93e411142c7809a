package dev.isthmus.api.gloo.resilience;

import org.jspecify.annotations.Nullable;

/**
 * Faults of a route. At least one is set.
 *
 * @param delay requests wait
 * @param abort requests are answered at once
 */
public record FaultInjection(@Nullable FaultDelay delay, @Nullable FaultAbort abort) {}
