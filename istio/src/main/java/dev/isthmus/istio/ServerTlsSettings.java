package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the server side of a connection.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings">ServerTLSSettings</a>
 */
@RecordBuilder
public record ServerTlsSettings(
    String caCertCredentialName,
    String caCertificates,
    String caCrl,
    List<String> cipherSuites,
    String credentialName,
    List<String> credentialNames,
    List<String> ecdhCurves,
    boolean httpsRedirect,
    @Nullable Boolean insecureSkipVerify,
    TlsProtocol maxProtocolVersion,
    TlsProtocol minProtocolVersion,
    Mode mode,
    String privateKey,
    String serverCertificate,
    List<String> subjectAltNames,
    List<TlsCertificate> tlsCertificates,
    List<String> verifyCertificateHash,
    List<String> verifyCertificateSpki) {
  public ServerTlsSettings {
    caCertCredentialName = Absent.text(caCertCredentialName);
    caCertificates = Absent.text(caCertificates);
    caCrl = Absent.text(caCrl);
    cipherSuites = Absent.list(cipherSuites);
    credentialName = Absent.text(credentialName);
    credentialNames = Absent.list(credentialNames);
    ecdhCurves = Absent.list(ecdhCurves);
    maxProtocolVersion = Absent.constant(maxProtocolVersion, TlsProtocol.TLS_AUTO);
    minProtocolVersion = Absent.constant(minProtocolVersion, TlsProtocol.TLS_AUTO);
    mode = Absent.constant(mode, Mode.PASSTHROUGH);
    privateKey = Absent.text(privateKey);
    serverCertificate = Absent.text(serverCertificate);
    subjectAltNames = Absent.list(subjectAltNames);
    tlsCertificates = Absent.list(tlsCertificates);
    verifyCertificateHash = Absent.list(verifyCertificateHash);
    verifyCertificateSpki = Absent.list(verifyCertificateSpki);
  }

  /** Whether TLS ends here, and what the client must prove. */
  public enum Mode {
    PASSTHROUGH,
    SIMPLE,
    MUTUAL,
    AUTO_PASSTHROUGH,
    ISTIO_MUTUAL,
    OPTIONAL_MUTUAL
  }

  /** Version of TLS. */
  public enum TlsProtocol {
    TLS_AUTO,
    TLSV1_0,
    TLSV1_1,
    TLSV1_2,
    TLSV1_3
  }

  /** The files of one certificate. */
  public record TlsCertificate(String caCertificates, String privateKey, String serverCertificate) {
    public TlsCertificate {
      caCertificates = Absent.text(caCertificates);
      privateKey = Absent.text(privateKey);
      serverCertificate = Absent.text(serverCertificate);
    }
  }
}
