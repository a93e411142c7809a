package dev.isthmus.envoy.security;

/** Whether a port takes mutual TLS, plain text, or both. */
public enum MutualTlsMode {
  DISABLE,
  PERMISSIVE,
  STRICT
}
