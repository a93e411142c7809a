package dev.isthmus.api.gloo;

import dev.isthmus.api.ObjectKind;
import java.util.Set;

/** Kinds whose status has no {@code common}: its state stands flat (API reference, 3). */
public final class FlatStatus {
  private static final Set<ObjectKind> KINDS =
      Set.of(
          ObjectKind.ROOT_TRUST_POLICY,
          new ObjectKind("admin.gloo.solo.io", "v2", "RateLimitServerSettings"),
          new ObjectKind("admin.gloo.solo.io", "v2", "Dashboard"));

  private FlatStatus() {}

  /** Whether it is so of a kind. */
  public static boolean isOf(ObjectKind kind) {
    return KINDS.contains(kind);
  }
}
