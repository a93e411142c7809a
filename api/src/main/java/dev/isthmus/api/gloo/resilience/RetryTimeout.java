package dev.isthmus.api.gloo.resilience;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Time-out and retries of a route. At least one is set.
 *
 * @param retries when and how often to try again
 * @param requestTimeout how long a request may take, retries included
 */
public record RetryTimeout(@Nullable RetryPolicy retries, @Nullable Duration requestTimeout) {}
