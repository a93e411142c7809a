package dev.isthmus.api.core;

/** Transport protocols. */
public enum PortProtocol {
  TCP,
  UDP,
  SCTP
}
