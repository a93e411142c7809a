package dev.isthmus.relay;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * What a client lives on; several can share it.
 *
 * @param random decides the jitter
 * @param timer for waits; its threads do nothing else
 * @param executor for callbacks: they may block
 */
public record ClientSettings(
    InstantSource clock,
    RandomGenerator random,
    ScheduledExecutorService timer,
    Executor executor,
    Limits limits,
    Protocols protocols) {}
