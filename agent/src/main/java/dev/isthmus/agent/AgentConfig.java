package dev.isthmus.agent;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import java.util.List;
import java.util.Set;

/**
 * How an agent is set up.
 *
 * @param cluster the name that its own references to objects have; the server takes the name from
 *     the certificate
 * @param namespace where it keeps its ConfigMap {@code isthmus-agent}
 * @param process a name of this process that no other has: a random one for each start
 * @param version for people
 * @param observing whether it writes nothing until it is approved
 * @param kinds what it observes
 * @param generated those of them that it writes
 */
public record AgentConfig(
    String cluster,
    String namespace,
    String process,
    String version,
    boolean observing,
    List<ObjectKind> kinds,
    Set<ObjectKind> generated) {
  public AgentConfig {
    kinds = List.copyOf(kinds);
    generated = Set.copyOf(generated);
  }

  /** The ConfigMap in which the agent keeps whose word counts. */
  public ObjectRef claim() {
    return new ObjectRef(ObjectKind.CONFIG_MAP, new ObjectKey(cluster, namespace, "isthmus-agent"));
  }
}
