package dev.isthmus.api.gloo.resilience;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;

/** Delays or aborts requests, to test what depends on them. */
public record FaultInjectionPolicy(Meta meta, FaultInjectionPolicySpec spec) implements Resource {

  public FaultInjectionPolicy {
    requireNonNull(meta, "meta");
    requireNonNull(spec, "spec");
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.FAULT_INJECTION_POLICY;
  }
}
