package dev.isthmus.api.gloo.networking;

/** What a listener does with TLS. */
public enum TlsMode {
  /** It is passed through by server name. */
  PASSTHROUGH,
  /** It ends here. */
  SIMPLE,
  /** It ends here, and clients show a certificate. */
  MUTUAL,
  /** It is passed through to the service that the server name tells. */
  AUTO_PASSTHROUGH,
  /** It ends here, with the mesh's own certificates. */
  ISTIO_MUTUAL
}
