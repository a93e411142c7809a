/**
 * The stream between the agents and the server: {@link dev.isthmus.relay.RelayServer} and {@link
 * dev.isthmus.relay.RelayClient} carry {@link dev.isthmus.api.port.Up} and {@link
 * dev.isthmus.api.port.Down}, and do not look into them (docs/design/relay.md).
 */
@NullMarked
package dev.isthmus.relay;

import org.jspecify.annotations.NullMarked;
