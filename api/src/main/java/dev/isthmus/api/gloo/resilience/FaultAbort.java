package dev.isthmus.api.gloo.resilience;

import org.jspecify.annotations.Nullable;

/**
 * Requests are answered at once.
 *
 * @param httpStatus the status, 200 to 599
 * @param percentage how many of them, 0 to 100; null: all
 */
public record FaultAbort(int httpStatus, @Nullable Double percentage) {}
