package dev.isthmus.api.gloo.networking;

/** Versions of TLS. The names are those of the API. */
public enum TlsVersion {
  /** The proxy's own choice. */
  TLS_AUTO,
  TLSv1_0,
  TLSv1_1,
  TLSv1_2,
  TLSv1_3
}
