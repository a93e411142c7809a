package dev.isthmus.api.core;

/** The Istio proxy of a pod, as its containers show it. */
public enum PodProxy {
  /** None, or one that is no proxy of its own pod's traffic (ztunnel, waypoint). */
  NONE,
  /** Beside an application. */
  SIDECAR,
  /** A gateway: the proxy is what the pod is for. */
  GATEWAY
}
