package dev.isthmus.api.gloo.admin;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * Login to Vault by Kubernetes. At most one of the last two is set.
 *
 * @param mountPath where the method is mounted; empty: {@code /v1/auth/kubernetes}
 * @param role the role to take
 * @param secretTokenKey the key in the account's Secret; empty: {@code token}
 * @param serviceAccountRef the service account
 * @param mountedSaPath the file with the account's token
 */
public record VaultKubernetesAuth(
    String mountPath,
    String role,
    String secretTokenKey,
    @Nullable ResourceRef serviceAccountRef,
    String mountedSaPath) {

  public VaultKubernetesAuth {
    requireNonNull(mountPath, "mountPath");
    requireNonNull(role, "role");
    requireNonNull(secretTokenKey, "secretTokenKey");
    requireNonNull(mountedSaPath, "mountedSaPath");
  }
}
