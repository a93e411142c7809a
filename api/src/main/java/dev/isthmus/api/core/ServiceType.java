package dev.isthmus.api.core;

/** Types of Services. */
public enum ServiceType {
  CLUSTER_IP,
  NODE_PORT,
  LOAD_BALANCER,
  EXTERNAL_NAME
}
