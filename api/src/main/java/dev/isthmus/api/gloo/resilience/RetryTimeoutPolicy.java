package dev.isthmus.api.gloo.resilience;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;

/** How long requests may take, and how often they are tried. */
public record RetryTimeoutPolicy(Meta meta, RetryTimeoutPolicySpec spec) implements Resource {

  public RetryTimeoutPolicy {
    requireNonNull(meta, "meta");
    requireNonNull(spec, "spec");
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.RETRY_TIMEOUT_POLICY;
  }
}
