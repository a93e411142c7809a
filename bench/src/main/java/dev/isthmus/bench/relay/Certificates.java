package dev.isthmus.bench.relay;

import dev.isthmus.identity.CertificateAuthority;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.EnrolmentStore;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.identity.PeerId;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** An installation's authority, and the certificates of its agents. */
final class Certificates {
  static final String INSTALLATION = "bench";

  private final CertificateAuthority authority =
      CertificateAuthority.createRoot("bench", Enrolments.ROOT_LIFE, InstantSource.system());
  private final Enrolments enrolments =
      new Enrolments(authority, INSTALLATION, EnrolmentStore.inMemory(), InstantSource.system());

  Enrolments enrolments() {
    return enrolments;
  }

  X509Certificate root() {
    return authority.root();
  }

  Credential agent(String cluster) {
    return authority.issue(new PeerId.Agent(INSTALLATION, cluster).names(), Enrolments.LIFE);
  }

  /** Those of cluster-0 and so many more. */
  List<Credential> agents(int count) {
    List<Credential> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(agent("cluster-" + i));
    }
    return all;
  }
}
