package dev.isthmus.istio;

/** The {@code spec} of an Istio object. */
public sealed interface IstioSpec
    permits AuthorizationPolicy,
        DestinationRule,
        Gateway,
        OpaqueSpec,
        PeerAuthentication,
        ServiceEntry,
        Sidecar,
        VirtualService,
        WorkloadEntry {
  IstioKind kind();
}
