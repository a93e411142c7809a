package dev.isthmus.server;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.delivery.Brake;
import dev.isthmus.delivery.Ownership;
import java.util.List;

/**
 * How a server is set up.
 *
 * @param management the cluster that holds the platform team's objects
 * @param kinds what agents observe: a cluster is known once each of them was heard
 */
public record ServerConfig(
    String management, Ownership ownership, Brake brake, List<ObjectKind> kinds) {
  public ServerConfig {
    kinds = List.copyOf(kinds);
  }
}
