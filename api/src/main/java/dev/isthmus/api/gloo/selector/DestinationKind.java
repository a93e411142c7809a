package dev.isthmus.api.gloo.selector;

/** What a destination is. */
public enum DestinationKind {
  /** A Kubernetes Service. */
  SERVICE,
  /** A VirtualDestination. */
  VIRTUAL_DESTINATION,
  /** An ExternalService. */
  EXTERNAL_SERVICE,
  /** A CloudProvider; of version 2.2 alone, not supported. */
  CLOUD_PROVIDER
}
