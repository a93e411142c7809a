package dev.isthmus.api.gloo.resilience;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Requests wait.
 *
 * @param fixedDelay how long
 * @param percentage how many of them, 0 to 100; null: all
 */
public record FaultDelay(@Nullable Duration fixedDelay, @Nullable Double percentage) {}
