package dev.isthmus.agent;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How an agent is set up.
 *
 * @param cluster the name that its own references to objects have; the server takes the name from
 *     the certificate
 * @param namespace where it keeps its ConfigMap {@code isthmus-agent}
 * @param process a name of this process that no other has: a random one for each start
 * @param version for people
 * @param observing whether it writes nothing until it is approved
 * @param kinds what it observes for translation
 * @param untranslated kinds of which it reports metadata only, when the API server serves them
 * @param generated those of them that it writes
 */
public record AgentConfig(
    String cluster,
    String namespace,
    String process,
    String version,
    boolean observing,
    List<ObjectKind> kinds,
    List<ObjectKind> untranslated,
    Set<ObjectKind> generated) {
  public AgentConfig {
    kinds = List.copyOf(kinds);
    untranslated = List.copyOf(untranslated);
    generated = Set.copyOf(generated);
  }

  /** All that it observes. */
  Stream<ObjectKind> observed() {
    return Stream.concat(kinds.stream(), untranslated.stream());
  }

  /** The ConfigMap in which the agent keeps whose word counts. */
  public ObjectRef claim() {
    return new ObjectRef(ObjectKind.CONFIG_MAP, new ObjectKey(cluster, namespace, "isthmus-agent"));
  }
}
