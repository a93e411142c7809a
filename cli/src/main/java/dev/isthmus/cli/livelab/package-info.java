/**
 * A lab through the whole product: API servers in this process, server, relay, agents, and Envoys
 * that get what the API servers hold (docs/design/lab-traffic.md).
 */
@NullMarked
package dev.isthmus.cli.livelab;

import org.jspecify.annotations.NullMarked;
