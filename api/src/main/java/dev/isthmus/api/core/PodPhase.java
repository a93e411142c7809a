package dev.isthmus.api.core;

/** Where a pod is in its life. */
public enum PodPhase {
  PENDING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  UNKNOWN
}
