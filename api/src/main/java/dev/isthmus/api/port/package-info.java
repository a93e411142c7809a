/**
 * The ports of the live product, as values: what passes between an API server and its agent ({@link
 * dev.isthmus.api.port.ClusterPort}), and between an agent and the server ({@link
 * dev.isthmus.api.port.Up}, {@link dev.isthmus.api.port.Down}). docs/design/live.md says what flows
 * when.
 */
@NullMarked
package dev.isthmus.api.port;

import org.jspecify.annotations.NullMarked;
