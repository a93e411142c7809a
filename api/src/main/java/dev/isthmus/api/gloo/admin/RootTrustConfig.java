package dev.isthmus.api.gloo.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the root of trust comes from, and how certificates are made. At most one authority is set.
 *
 * @param mgmtServerCa the server signs
 * @param agentCa an agent has the certificates signed elsewhere
 * @param intermediateCertOptions the intermediate certificates
 * @param autoRestartPods restart istiod, gateways and injected pods when the root changes
 * @param passiveCertificateAuthorities roots that are trusted but do not sign
 */
public record RootTrustConfig(
    @Nullable MgmtServerCa mgmtServerCa,
    @Nullable AgentCa agentCa,
    @Nullable CertOptions intermediateCertOptions,
    boolean autoRestartPods,
    List<MgmtServerCa> passiveCertificateAuthorities) {

  public RootTrustConfig {
    passiveCertificateAuthorities = List.copyOf(passiveCertificateAuthorities);
  }
}
