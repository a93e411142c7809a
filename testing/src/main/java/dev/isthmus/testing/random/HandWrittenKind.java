package dev.isthmus.testing.random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/** The kinds of hand-written objects, and how many of each a cluster has at most. */
enum HandWrittenKind {
  DESTINATION_RULE("networking", "DestinationRule", 6, HandWrittenRules::spec),
  VIRTUAL_SERVICE("networking", "VirtualService", 5, HandWrittenRoutes::spec),
  GATEWAY("networking", "Gateway", 3, HandWrittenGateways::spec),
  SERVICE_ENTRY("networking", "ServiceEntry", 4, HandWrittenEntries::serviceEntry),
  WORKLOAD_ENTRY("networking", "WorkloadEntry", 3, HandWrittenEntries::workloadEntry),
  SIDECAR("networking", "Sidecar", 1, HandWrittenPolicies::sidecar),
  PEER_AUTHENTICATION("security", "PeerAuthentication", 2, HandWrittenPolicies::peer),
  AUTHORIZATION_POLICY("security", "AuthorizationPolicy", 3, HandWrittenPolicies::authorization);

  final String apiVersion;
  final String kind;
  final int most;

  @SuppressWarnings("ImmutableEnumChecker") // a method
  private final Function<HandWritten, ObjectNode> spec;

  HandWrittenKind(String group, String kind, int most, Function<HandWritten, ObjectNode> spec) {
    apiVersion = group + ".istio.io/v1";
    this.kind = kind;
    this.most = most;
    this.spec = spec;
  }

  ObjectNode write(HandWritten hand) {
    return spec.apply(hand);
  }
}
