package dev.isthmus.envoy;

/** What a proxy is for. */
public enum ProxyType {
  /** Beside an application. */
  SIDECAR,
  /** A gateway of its own. */
  ROUTER
}
