package dev.isthmus.api.gloo.selector;

/** What a workload runs on. */
public enum WorkloadKind {
  /** Pods. */
  KUBE,
  /** A virtual machine; not supported. */
  VM
}
