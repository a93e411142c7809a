package dev.isthmus.envoy.security;

import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.scope.Age;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.PeerAuthentication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mutual TLS mode of workloads: of the PeerAuthentications that select a workload the oldest,
 * else that of its namespace, else that of the mesh, else permissive. {@code UNSET} takes the mode
 * of the next.
 */
public final class PeerAuthentications {
  private final String rootNamespace;
  private final List<IstioObject> all;

  public PeerAuthentications(ClusterState state) {
    rootNamespace = state.mesh().rootNamespace();
    all =
        state.istio().stream()
            .filter(object -> object.spec() instanceof PeerAuthentication)
            .sorted(Age.OLDEST_FIRST)
            .toList();
  }

  /** The mode of a port of a workload. */
  public MutualTlsMode mode(String namespace, Map<String, String> labels, int port) {
    return selecting(namespace, labels)
        .map(policy -> policy.portLevelMtls().get(Integer.toString(port)))
        .flatMap(PeerAuthentications::set)
        .orElseGet(() -> workloadMode(namespace, labels));
  }

  /** The mode of the ports of a workload that have none of their own. */
  public MutualTlsMode workloadMode(String namespace, Map<String, String> labels) {
    return selecting(namespace, labels)
        .flatMap(policy -> set(policy.mtls()))
        .orElseGet(() -> namespaceMode(namespace));
  }

  /** The mode of a namespace, which is all that a caller knows of another workload. */
  public MutualTlsMode namespaceMode(String namespace) {
    return Stream.of(namespace, rootNamespace)
        .map(this::general)
        .flatMap(Optional::stream)
        .map(policy -> set(policy.mtls()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(MutualTlsMode.PERMISSIVE);
  }

  /** The ports with modes of their own. */
  public List<Integer> ports(String namespace, Map<String, String> labels) {
    return selecting(namespace, labels)
        .map(policy -> policy.portLevelMtls().keySet().stream().map(Integer::valueOf).toList())
        .orElse(List.of());
  }

  private Optional<PeerAuthentication> selecting(String namespace, Map<String, String> labels) {
    if (namespace.equals(rootNamespace)) {
      return Optional.empty();
    }
    return in(namespace)
        .filter(policy -> !isGeneral(policy))
        .filter(policy ->
            policy.selector() != null
                && labels.entrySet().containsAll(policy.selector().matchLabels().entrySet()))
        .findFirst();
  }

  private Optional<PeerAuthentication> general(String namespace) {
    return in(namespace).filter(PeerAuthentications::isGeneral).findFirst();
  }

  private Stream<PeerAuthentication> in(String namespace) {
    return all.stream()
        .filter(object -> object.namespace().equals(namespace))
        .map(object -> (PeerAuthentication) object.spec());
  }

  private static boolean isGeneral(PeerAuthentication policy) {
    return policy.selector() == null || policy.selector().matchLabels().isEmpty();
  }

  private static Optional<MutualTlsMode> set(PeerAuthentication.@Nullable MutualTls mtls) {
    PeerAuthentication.Mode mode = mtls == null ? PeerAuthentication.Mode.UNSET : mtls.mode();
    return switch (mode) {
      case UNSET -> Optional.empty();
      case DISABLE -> Optional.of(MutualTlsMode.DISABLE);
      case PERMISSIVE -> Optional.of(MutualTlsMode.PERMISSIVE);
      case STRICT -> Optional.of(MutualTlsMode.STRICT);
    };
  }
}
