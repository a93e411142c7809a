package dev.isthmus.api.port;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.read.UntranslatedKinds;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What agents observe, and so what a server must have heard to know a cluster. */
public final class ObservedKinds {
  /** The Istio kinds that are generated, in the version that is written. */
  public static final Set<ObjectKind> GENERATED =
      Set.of(
          istio("DestinationRule"),
          istio("Gateway"),
          istio("ServiceEntry"),
          istio("VirtualService"));

  /** All, sorted. */
  public static final List<ObjectKind> ALL =
      Stream.concat(
              GENERATED.stream(),
              Stream.of(
                  ObjectKind.CONFIG_MAP,
                  ObjectKind.DAEMON_SET,
                  ObjectKind.DEPLOYMENT,
                  ObjectKind.FAULT_INJECTION_POLICY,
                  ObjectKind.KUBERNETES_CLUSTER,
                  ObjectKind.NAMESPACE,
                  ObjectKind.NODE,
                  ObjectKind.POD,
                  ObjectKind.RETRY_TIMEOUT_POLICY,
                  ObjectKind.ROOT_TRUST_POLICY,
                  ObjectKind.ROUTE_TABLE,
                  ObjectKind.SERVICE,
                  ObjectKind.STATEFUL_SET,
                  ObjectKind.VIRTUAL_GATEWAY,
                  ObjectKind.WORKSPACE,
                  ObjectKind.WORKSPACE_SETTINGS))
          .sorted()
          .toList();

  /** Of these only metadata and status are observed, to tell users that they have no effect. */
  public static final List<ObjectKind> UNTRANSLATED = UntranslatedKinds.ALL;

  private ObservedKinds() {}

  private static ObjectKind istio(String kind) {
    return new ObjectKind("networking.istio.io", "v1beta1", kind);
  }
}
