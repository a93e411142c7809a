package dev.isthmus.traffic;

import dev.isthmus.identity.CertificateAuthority;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.SubjectNames;
import dev.isthmus.traffic.xds.ProxySecrets;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The lab's authority, and what it issued: each certificate once. Thread-safe. */
final class LabCertificates {
  private static final Duration VALIDITY = Duration.ofDays(7);
  private static final String OWN = "default";
  private static final String ROOTS = "ROOTCA";
  private static final String KUBERNETES = "kubernetes://";
  private static final String ROOTS_SUFFIX = "-cacert";

  private final CertificateAuthority authority;
  private final Map<String, Secret> issued = new ConcurrentHashMap<>();

  LabCertificates(InstantSource clock) {
    authority = CertificateAuthority.createRoot("isthmus lab root", VALIDITY, clock);
  }

  String rootPem() {
    return authority.rootPem();
  }

  /**
   * The secrets of a pod's proxy.
   *
   * @param wanted the names that its configuration asks for
   * @param addresses where clients reach its gateway: the names of the servers' certificates
   */
  List<Secret> secrets(LabPod pod, Collection<String> wanted, List<String> addresses) {
    List<Secret> result = new ArrayList<>();
    for (String name : wanted) {
      if (name.equals(ROOTS) || (name.startsWith(KUBERNETES) && name.endsWith(ROOTS_SUFFIX))) {
        result.add(ProxySecrets.roots(name, rootPem()));
      } else if (name.equals(OWN)) {
        result.add(issued(pod, name, SubjectNames.of(pod.identity())));
      } else if (name.startsWith(KUBERNETES)) {
        // tls-secret: what the workshop makes with openssl and kubectl create secret tls.
        result.add(issued(pod, name, new SubjectNames(List.of(), List.of("*"), addresses)));
      }
    }
    return result;
  }

  private Secret issued(LabPod pod, String name, SubjectNames names) {
    return issued.computeIfAbsent(
        pod.node() + " " + name,
        _ -> {
          Credential credential = authority.issue(names, VALIDITY);
          return ProxySecrets.certificate(name, credential);
        });
  }

  /** Trusts this authority alone. */
  SSLContext trusting() {
    try {
      KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
      roots.load(null, null);
      roots.setCertificateEntry("lab", authority.root());
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(roots);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("one certificate in memory", e);
    }
  }
}
