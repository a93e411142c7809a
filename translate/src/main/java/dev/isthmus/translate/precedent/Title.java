package dev.isthmus.translate.precedent;

import dev.isthmus.api.ObjectKey;
import java.util.Comparator;
import java.util.Locale;

/**
 * Something that one workspace holds, though several may claim it (architecture, Claims).
 *
 * @param kind what it is
 * @param cluster where it is
 * @param namespace the namespace; of a gateway host that of the gateway service
 * @param owner of a host on sidecars the workspace of the namespace, of one on a gateway the name
 *     of the gateway service; else empty
 * @param host the host in lower case; empty for a namespace
 */
public record Title(Kind kind, String cluster, String namespace, String owner, String host)
    implements Comparable<Title> {

  private static final Comparator<Title> ORDER =
      Comparator.comparing(Title::kind)
          .thenComparing(Title::cluster)
          .thenComparing(Title::namespace)
          .thenComparing(Title::owner)
          .thenComparing(Title::host);

  /** What can be held. */
  public enum Kind {
    /** A namespace. */
    NAMESPACE,
    /** To route a host on the sidecars of a namespace. */
    SIDECARS,
    /** To route a host on a gateway. */
    GATEWAY
  }

  /** A namespace. */
  public static Title ofNamespace(String cluster, String namespace) {
    return new Title(Kind.NAMESPACE, cluster, namespace, "", "");
  }

  /** A host on the sidecars of a namespace of a workspace. */
  public static Title onSidecars(String workspace, String host, String cluster, String namespace) {
    return new Title(Kind.SIDECARS, cluster, namespace, workspace, host.toLowerCase(Locale.ROOT));
  }

  /** A host on a gateway service. */
  public static Title onGateway(ObjectKey service, String host) {
    return new Title(
        Kind.GATEWAY,
        service.cluster(),
        service.namespace(),
        service.name(),
        host.toLowerCase(Locale.ROOT));
  }

  @Override
  public int compareTo(Title other) {
    return ORDER.compare(this, other);
  }
}
