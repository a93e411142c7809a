package dev.isthmus.relay;

import com.google.protobuf.ByteString;
import dev.isthmus.relay.proto.Certificates;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A chain of certificates as a message. */
final class ChainBytes {
  private ChainBytes() {}

  static Certificates write(List<X509Certificate> chain) {
    Certificates.Builder message = Certificates.newBuilder();
    try {
      for (X509Certificate certificate : chain) {
        message.addChain(ByteString.copyFrom(certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("certificates of our own making", e);
    }
    return message.build();
  }

  static List<X509Certificate> read(Certificates message) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>();
    for (ByteString bytes : message.getChainList()) {
      chain.add((X509Certificate) factory.generateCertificate(bytes.newInput()));
    }
    return chain;
  }
}
