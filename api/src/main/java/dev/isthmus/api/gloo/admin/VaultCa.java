package dev.isthmus.api.gloo.admin;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.gloo.selector.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * How an agent reaches Vault. At most one of the three certificates, and of the two logins, is set.
 *
 * @param caPath the path of the root's certificate
 * @param csrPath the path that signs requests
 * @param server Vault's address
 * @param caBundle the certificates that verify Vault, base64
 * @param caSecretRef the Secret that holds them
 * @param caLocalPath the file that holds them
 * @param namespace Vault's namespace
 * @param tokenSecretRef the Secret with a token
 * @param kubernetesAuth login as a service account
 */
public record VaultCa(
    String caPath,
    String csrPath,
    String server,
    String caBundle,
    @Nullable ResourceRef caSecretRef,
    String caLocalPath,
    String namespace,
    @Nullable ResourceRef tokenSecretRef,
    @Nullable VaultKubernetesAuth kubernetesAuth) {

  public VaultCa {
    requireNonNull(caPath, "caPath");
    requireNonNull(csrPath, "csrPath");
    requireNonNull(server, "server");
    requireNonNull(caBundle, "caBundle");
    requireNonNull(caLocalPath, "caLocalPath");
    requireNonNull(namespace, "namespace");
  }
}
