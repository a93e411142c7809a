package dev.isthmus.relay;

import dev.isthmus.identity.Enrolments;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** What all streams of a server share. */
record ServerShared(
    Enrolments enrolments,
    Limits limits,
    Protocols protocols,
    ExecutorService executor,
    ScheduledExecutorService timer) {}
