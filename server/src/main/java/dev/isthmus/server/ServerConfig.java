package dev.isthmus.server;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.delivery.Brake;
import dev.isthmus.delivery.Ownership;
import dev.isthmus.server.pending.PendingPort;
import java.time.Duration;
import java.util.List;

/**
 * How a server is set up.
 *
 * @param management the cluster that holds the platform team's objects
 * @param namespace where it keeps its own objects there, users' approvals among them
 * @param claimGrace how long a namespace or a host is kept for the workspace that held it, once
 *     that does not claim it any more
 * @param kinds what translation reads: a cluster is known once each of them was heard
 * @param untranslated kinds of users whose objects are told that they have no effect
 */
public record ServerConfig(
    String management,
    String namespace,
    Ownership ownership,
    Brake brake,
    Duration claimGrace,
    List<ObjectKind> kinds,
    List<ObjectKind> untranslated) {
  /** Where a server keeps its own objects when nothing else is said. */
  public static final String NAMESPACE = "isthmus";

  /** Longer than it takes to delete an object and make it again. */
  public static final Duration CLAIM_GRACE = Duration.ofMinutes(10);

  public ServerConfig {
    kinds = List.copyOf(kinds);
    untranslated = List.copyOf(untranslated);
  }

  /** In the usual namespace, with the usual grace and no kinds but those that translation reads. */
  public ServerConfig(String management, Ownership ownership, Brake brake, List<ObjectKind> kinds) {
    this(management, NAMESPACE, ownership, brake, CLAIM_GRACE, kinds, List.of());
  }

  /** The ConfigMap in which users approve. */
  ObjectRef approvals() {
    return new ObjectRef(
        ObjectKind.CONFIG_MAP, new ObjectKey(management, namespace, PendingPort.APPROVALS));
  }
}
