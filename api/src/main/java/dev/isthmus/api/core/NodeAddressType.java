package dev.isthmus.api.core;

/** Kinds of addresses of a node. */
public enum NodeAddressType {
  INTERNAL_IP,
  EXTERNAL_IP,
  HOSTNAME,
  INTERNAL_DNS,
  EXTERNAL_DNS
}
