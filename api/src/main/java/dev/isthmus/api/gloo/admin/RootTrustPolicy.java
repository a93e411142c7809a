package dev.isthmus.api.gloo.admin;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;

/** One root of trust for many Istio control planes. */
public record RootTrustPolicy(Meta meta, RootTrustPolicySpec spec) implements Resource {

  public RootTrustPolicy {
    requireNonNull(meta, "meta");
    requireNonNull(spec, "spec");
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.ROOT_TRUST_POLICY;
  }
}
