package dev.isthmus.envoy.listener;

import com.google.protobuf.BoolValue;
import dev.isthmus.envoy.MeshSettings;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.proto.Secrets;
import dev.isthmus.istio.ServerTlsSettings;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.ArrayList;
import java.util.List;

/** TLS that ends at the proxy. */
final class DownstreamTls {
  private static final List<String> HTTP = List.of("h2", "http/1.1");
  private static final List<String> CIPHERS =
      List.of(
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-RSA-AES256-GCM-SHA384",
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256",
          "AES256-GCM-SHA384",
          "AES128-GCM-SHA256");

  private DownstreamTls() {}

  /** Mutual TLS of a sidecar's application: clients of the trust domains that count get in. */
  @SuppressWarnings("deprecation") // matchSubjectAltNames: as istiod, the new field wants types
  static DownstreamTlsContext mesh(MeshSettings mesh) {
    List<String> trustDomains = new ArrayList<>();
    if (!mesh.anyTrustDomain()) {
      trustDomains.add(mesh.trustDomain());
      trustDomains.addAll(mesh.trustDomainAliases());
    }
    CertificateValidationContext.Builder clients = CertificateValidationContext.newBuilder();
    for (String trustDomain : trustDomains) {
      clients.addMatchSubjectAltNames(
          StringMatcher.newBuilder().setPrefix("spiffe://" + trustDomain + "/"));
    }
    CommonTlsContext.Builder common =
        CommonTlsContext.newBuilder()
            .addAllAlpnProtocols(HTTP)
            .addTlsCertificateSdsSecretConfigs(Secrets.OWN)
            .setTlsParams(
                TlsParameters.newBuilder()
                    .addAllCipherSuites(CIPHERS)
                    .setTlsMinimumProtocolVersion(TlsParameters.TlsProtocol.TLSv1_2)
                    .setTlsMaximumProtocolVersion(TlsParameters.TlsProtocol.TLSv1_3));
    common
        .getCombinedValidationContextBuilder()
        .setDefaultValidationContext(clients)
        .setValidationContextSdsSecretConfig(Secrets.ROOTS);
    return DownstreamTlsContext.newBuilder()
        .setCommonTlsContext(common)
        .setRequireClientCertificate(BoolValue.of(true))
        .build();
  }

  /**
   * TLS of a gateway's server, or of a Sidecar's ingress listener.
   *
   * @param tcp whether what is inside is not HTTP
   */
  static DownstreamTlsContext server(ServerTlsSettings settings, boolean tcp) {
    CommonTlsContext.Builder common = CommonTlsContext.newBuilder();
    boolean mutual =
        switch (settings.mode()) {
          case MUTUAL, ISTIO_MUTUAL -> true;
          case PASSTHROUGH, SIMPLE, AUTO_PASSTHROUGH, OPTIONAL_MUTUAL -> false;
        };
    boolean validates = mutual || settings.mode() == ServerTlsSettings.Mode.OPTIONAL_MUTUAL;
    if (settings.mode() == ServerTlsSettings.Mode.ISTIO_MUTUAL) {
      common.addAllAlpnProtocols(
          tcp ? List.of("istio-peer-exchange", "istio", "h2", "http/1.1") : HTTP);
      applyMeshCertificate(common, settings);
    } else {
      common.addAllAlpnProtocols(HTTP);
      if (!settings.credentialNames().isEmpty() || !settings.credentialName().isEmpty()) {
        applyCredential(common, settings, validates);
      } else {
        applyFiles(common, settings, validates);
      }
      applyVersions(common, settings);
    }
    return DownstreamTlsContext.newBuilder()
        .setCommonTlsContext(common)
        .setRequireClientCertificate(BoolValue.of(mutual))
        .build();
  }

  private static void applyMeshCertificate(
      CommonTlsContext.Builder common, ServerTlsSettings settings) {
    common.addTlsCertificateSdsSecretConfigs(Secrets.OWN);
    common
        .getCombinedValidationContextBuilder()
        .setDefaultValidationContext(clients(settings))
        .setValidationContextSdsSecretConfig(Secrets.ROOTS);
  }

  private static void applyCredential(
      CommonTlsContext.Builder common, ServerTlsSettings settings, boolean validates) {
    List<String> names =
        settings.credentialNames().isEmpty()
            ? List.of(settings.credentialName())
            : settings.credentialNames();
    names.forEach(name -> common.addTlsCertificateSdsSecretConfigs(Secrets.credential(name)));
    String roots =
        settings.caCertCredentialName().isEmpty()
            ? names.getFirst() + Secrets.ROOTS_SUFFIX
            : settings.caCertCredentialName();
    if (validates) {
      common
          .getCombinedValidationContextBuilder()
          .setDefaultValidationContext(
              clients(settings)
                  .addAllVerifyCertificateSpki(settings.verifyCertificateSpki())
                  .addAllVerifyCertificateHash(settings.verifyCertificateHash()))
          .setValidationContextSdsSecretConfig(Secrets.credential(roots));
    } else if (!settings.subjectAltNames().isEmpty()) {
      common.setValidationContext(clients(settings));
    }
  }

  private static void applyFiles(
      CommonTlsContext.Builder common, ServerTlsSettings settings, boolean validates) {
    if (settings.tlsCertificates().isEmpty()) {
      common.addTlsCertificateSdsSecretConfigs(
          Secrets.files(settings.serverCertificate(), settings.privateKey()));
    }
    settings
        .tlsCertificates()
        .forEach(it ->
            common.addTlsCertificateSdsSecretConfigs(
                Secrets.files(it.serverCertificate(), it.privateKey())));
    if (validates) {
      common
          .getCombinedValidationContextBuilder()
          .setDefaultValidationContext(clients(settings))
          .setValidationContextSdsSecretConfig(Secrets.rootsFile(settings.caCertificates()));
    }
  }

  @SuppressWarnings("deprecation") // matchSubjectAltNames: as istiod
  private static CertificateValidationContext.Builder clients(ServerTlsSettings settings) {
    CertificateValidationContext.Builder result =
        CertificateValidationContext.newBuilder()
            .addAllMatchSubjectAltNames(Protos.exactly(settings.subjectAltNames()));
    if (!settings.caCrl().isEmpty()) {
      result.setCrl(DataSource.newBuilder().setFilename(settings.caCrl()));
    }
    return result;
  }

  private static void applyVersions(CommonTlsContext.Builder common, ServerTlsSettings settings) {
    TlsParameters params =
        TlsParameters.newBuilder()
            .addAllCipherSuites(settings.cipherSuites())
            .setTlsMinimumProtocolVersion(version(settings.minProtocolVersion()))
            .setTlsMaximumProtocolVersion(version(settings.maxProtocolVersion()))
            .build();
    if (!params.equals(TlsParameters.getDefaultInstance())) {
      common.setTlsParams(params);
    }
  }

  private static TlsParameters.TlsProtocol version(ServerTlsSettings.TlsProtocol version) {
    return switch (version) {
      case TLS_AUTO -> TlsParameters.TlsProtocol.TLS_AUTO;
      case TLSV1_0 -> TlsParameters.TlsProtocol.TLSv1_0;
      case TLSV1_1 -> TlsParameters.TlsProtocol.TLSv1_1;
      case TLSV1_2 -> TlsParameters.TlsProtocol.TLSv1_2;
      case TLSV1_3 -> TlsParameters.TlsProtocol.TLSv1_3;
    };
  }
}
