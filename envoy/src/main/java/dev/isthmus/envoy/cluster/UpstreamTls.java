package dev.isthmus.envoy.cluster;

import com.google.protobuf.Struct;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.proto.Secrets;
import dev.isthmus.istio.ClientTlsSettings;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards a service: what the DestinationRule says, else mutual TLS with each endpoint that
 * takes it.
 */
final class UpstreamTls {
  static final String TLS_SOCKET = "envoy.transport_sockets.tls";

  private UpstreamTls() {}

  /**
   * What is known of the service that is called.
   *
   * @param sni the server name for mutual TLS
   * @param identities the identities of its servers
   * @param automatic whether mutual TLS is used where no rule says anything
   * @param declared whether a ServiceEntry declares it
   * @param sidecar whether the caller is a sidecar
   * @param ruleSelects whether the rule is for selected workloads
   */
  record Peer(
      String sni,
      List<String> identities,
      boolean automatic,
      boolean declared,
      boolean sidecar,
      boolean ruleSelects) {
    Peer withSni(String newSni) {
      return new Peer(newSni, identities, automatic, declared, sidecar, ruleSelects);
    }
  }

  static void apply(ClusterDraft draft, @Nullable ClientTlsSettings settings, Peer peer) {
    if (settings == null) {
      if (peer.automatic()) {
        TransportSocket mutual = socket(istioMutual(draft, peer.identities(), peer.sni()));
        if (draft.cluster.getType() == Cluster.DiscoveryType.ORIGINAL_DST) {
          draft.cluster.setTransportSocket(mutual);
        } else {
          draft.cluster.addTransportSocketMatches(mutualTlsMatch(mutual));
          draft.cluster.addTransportSocketMatches(PLAIN_MATCH);
        }
      }
      return;
    }
    context(draft, settings, peer).ifPresent(it -> draft.cluster.setTransportSocket(socket(it)));
  }

  private static Optional<UpstreamTlsContext> context(
      ClusterDraft draft, ClientTlsSettings settings, Peer peer) {
    return switch (settings.mode()) {
      case DISABLE -> Optional.empty();
      case ISTIO_MUTUAL ->
          Optional.of(
              istioMutual(
                  draft,
                  settings.subjectAltNames().isEmpty()
                      ? peer.identities()
                      : settings.subjectAltNames(),
                  settings.sni().isEmpty() ? peer.sni() : settings.sni()));
      case SIMPLE, MUTUAL -> origination(draft, settings, peer);
    };
  }

  private static UpstreamTlsContext istioMutual(
      ClusterDraft draft, List<String> identities, String sni) {
    CommonTlsContext.Builder common = common();
    common.addTlsCertificateSdsSecretConfigs(Secrets.OWN);
    common
        .getCombinedValidationContextBuilder()
        .setDefaultValidationContext(servers(identities))
        .setValidationContextSdsSecretConfig(Secrets.ROOTS);
    common.addAlpnProtocols("istio");
    if (draft.isHttp2()) {
      common.addAlpnProtocols("h2");
    }
    return UpstreamTlsContext.newBuilder()
        .setCommonTlsContext(common)
        .setSni(sni.isEmpty() ? draft.cluster.getName() : sni)
        .build();
  }

  /** TLS of an ordinary client. A sidecar gets no Secret unless the rule selects its workload. */
  private static Optional<UpstreamTlsContext> origination(
      ClusterDraft draft, ClientTlsSettings settings, Peer peer) {
    if (!settings.credentialName().isEmpty()
        && !settings.credentialName().startsWith("configmap://")
        && peer.sidecar()
        && !peer.ruleSelects()) {
      return Optional.empty();
    }
    boolean mutual = settings.mode() == ClientTlsSettings.Mode.MUTUAL;
    boolean hasFiles = !settings.clientCertificate().isEmpty() && !settings.privateKey().isEmpty();
    if (mutual && settings.credentialName().isEmpty() && !hasFiles) {
      return Optional.empty();
    }
    automaticNames(draft, settings);
    List<String> names =
        settings.subjectAltNames().isEmpty() && peer.declared()
            ? peer.identities()
            : settings.subjectAltNames();
    CommonTlsContext.Builder common = common();
    if (settings.credentialName().isEmpty()) {
      fromFiles(common, settings, names, mutual);
    } else {
      fromCredential(common, settings, names, mutual);
    }
    if (draft.isHttp2()) {
      common.addAlpnProtocols("h2");
    }
    return Optional.of(
        UpstreamTlsContext.newBuilder().setCommonTlsContext(common).setSni(settings.sni()).build());
  }

  private static void fromFiles(
      CommonTlsContext.Builder common,
      ClientTlsSettings settings,
      List<String> names,
      boolean mutual) {
    if (mutual) {
      common.addTlsCertificateSdsSecretConfigs(
          Secrets.files(settings.clientCertificate(), settings.privateKey()));
    }
    if (Boolean.TRUE.equals(settings.insecureSkipVerify())) {
      common.setValidationContext(CertificateValidationContext.getDefaultInstance());
      return;
    }
    CertificateValidationContext.Builder servers = servers(names);
    if (!settings.caCrl().isEmpty()) {
      servers.setCrl(DataSource.newBuilder().setFilename(settings.caCrl()));
    }
    String roots = settings.caCertificates().isEmpty() ? "system" : settings.caCertificates();
    common
        .getCombinedValidationContextBuilder()
        .setDefaultValidationContext(servers)
        .setValidationContextSdsSecretConfig(Secrets.rootsFile(roots));
  }

  private static void fromCredential(
      CommonTlsContext.Builder common,
      ClientTlsSettings settings,
      List<String> names,
      boolean mutual) {
    if (mutual) {
      common.addTlsCertificateSdsSecretConfigs(Secrets.credential(settings.credentialName()));
    }
    if (!Boolean.TRUE.equals(settings.insecureSkipVerify())) {
      common
          .getCombinedValidationContextBuilder()
          .setDefaultValidationContext(servers(names))
          .setValidationContextSdsSecretConfig(
              Secrets.credential(settings.credentialName() + Secrets.ROOTS_SUFFIX));
    }
  }

  /** Without a server name in the rule the request's host is sent, and checked. */
  private static void automaticNames(ClusterDraft draft, ClientTlsSettings settings) {
    if (!settings.sni().isEmpty()) {
      return;
    }
    var options = draft.http().getUpstreamHttpProtocolOptionsBuilder().setAutoSni(true);
    if (settings.subjectAltNames().isEmpty()
        && !Boolean.TRUE.equals(settings.insecureSkipVerify())) {
      options.setAutoSanValidation(true);
    }
  }

  @SuppressWarnings("deprecation") // as istiod does: the new field wants the type of each name
  private static CertificateValidationContext.Builder servers(List<String> names) {
    return CertificateValidationContext.newBuilder()
        .addAllMatchSubjectAltNames(Protos.exactly(names));
  }

  private static CommonTlsContext.Builder common() {
    return CommonTlsContext.newBuilder()
        .setTlsParams(
            TlsParameters.newBuilder()
                .setTlsMinimumProtocolVersion(TlsParameters.TlsProtocol.TLSv1_2)
                .setTlsMaximumProtocolVersion(TlsParameters.TlsProtocol.TLSv1_3));
  }

  private static TransportSocket socket(UpstreamTlsContext context) {
    return TransportSocket.newBuilder()
        .setName(TLS_SOCKET)
        .setTypedConfig(Protos.any(context))
        .build();
  }

  private static Cluster.TransportSocketMatch mutualTlsMatch(TransportSocket socket) {
    return Cluster.TransportSocketMatch.newBuilder()
        .setName("tlsMode-istio")
        .setMatch(Protos.struct("tlsMode", Protos.text("istio")))
        .setTransportSocket(socket)
        .build();
  }

  private static final Cluster.TransportSocketMatch PLAIN_MATCH =
      Cluster.TransportSocketMatch.newBuilder()
          .setName("tlsMode-disabled")
          .setMatch(Struct.getDefaultInstance())
          .setTransportSocket(
              TransportSocket.newBuilder()
                  .setName("envoy.transport_sockets.raw_buffer")
                  .setTypedConfig(Protos.any(RawBuffer.getDefaultInstance())))
          .build();
}
