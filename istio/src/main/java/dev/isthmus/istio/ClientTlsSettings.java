package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the client side of a connection.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings">ClientTLSSettings</a>
 */
@RecordBuilder
public record ClientTlsSettings(
    String caCertificates,
    String caCrl,
    String clientCertificate,
    String credentialName,
    @Nullable Boolean insecureSkipVerify,
    Mode mode,
    String privateKey,
    String sni,
    List<String> subjectAltNames) {
  public ClientTlsSettings {
    caCertificates = Absent.text(caCertificates);
    caCrl = Absent.text(caCrl);
    clientCertificate = Absent.text(clientCertificate);
    credentialName = Absent.text(credentialName);
    mode = Absent.constant(mode, Mode.DISABLE);
    privateKey = Absent.text(privateKey);
    sni = Absent.text(sni);
    subjectAltNames = Absent.list(subjectAltNames);
  }

  /** Who proves an identity, and with which certificates. */
  public enum Mode {
    DISABLE,
    SIMPLE,
    MUTUAL,
    ISTIO_MUTUAL
  }
}
