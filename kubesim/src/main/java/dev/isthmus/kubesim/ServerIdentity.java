package dev.isthmus.kubesim;

import dev.isthmus.identity.CertificateAuthority;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.SubjectNames;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The certificate of all servers of this process, and the root that vouches for it. */
final class ServerIdentity {
  private static @Nullable ServerIdentity shared;

  private final String rootPem;
  private final SSLContext context;

  private ServerIdentity(String rootPem, SSLContext context) {
    this.rootPem = rootPem;
    this.context = context;
  }

  /** Made once: keys cost time, and it is the same host. */
  static synchronized ServerIdentity shared() {
    ServerIdentity made = shared;
    if (made == null) {
      made = create();
      shared = made;
    }
    return made;
  }

  private static ServerIdentity create() {
    CertificateAuthority authority =
        CertificateAuthority.createRoot(
            "isthmus kubesim", Duration.ofDays(30), InstantSource.system());
    Credential credential = authority.issue(SubjectNames.ofHosts("localhost"), Duration.ofDays(30));
    try {
      char[] password = {};
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, password);
      store.setKeyEntry(
          "server", credential.key(), password, credential.chain().toArray(X509Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return new ServerIdentity(authority.rootPem(), context);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key of our own", e);
    }
  }

  String rootPem() {
    return rootPem;
  }

  SSLContext context() {
    return context;
  }
}
