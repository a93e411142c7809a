/**
 * What runs in every cluster: it observes, writes what the server orders, and says what became of
 * it. {@link dev.isthmus.agent.AgentCore} is a state machine without I/O; a shell binds it to an
 * API server and to the server.
 */
@NullMarked
package dev.isthmus.agent;

import org.jspecify.annotations.NullMarked;
