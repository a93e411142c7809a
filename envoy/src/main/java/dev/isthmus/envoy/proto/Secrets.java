package dev.isthmus.envoy.proto;

import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;

/** Where a proxy gets keys and roots from. */
public final class Secrets {
  /** The proxy's own certificate. */
  public static final SdsSecretConfig OWN = ofAgent("default", true);

  /** The roots of the mesh. */
  public static final SdsSecretConfig ROOTS = ofAgent("ROOTCA", true);

  /** The suffix of the secret that holds the roots for clients of a credential. */
  public static final String ROOTS_SUFFIX = "-cacert";

  private Secrets() {}

  /** A certificate in files of the proxy's pod. */
  public static SdsSecretConfig files(String certificate, String key) {
    return ofAgent("file-cert:" + certificate + "~" + key, false);
  }

  /** Roots in a file of the proxy's pod; {@code system} stands for those of the image. */
  public static SdsSecretConfig rootsFile(String file) {
    return ofAgent("file-root:" + file, false);
  }

  /** A Secret of Kubernetes, which istiod delivers. */
  public static SdsSecretConfig credential(String name) {
    String resource = name.contains("://") ? name : "kubernetes://" + name;
    return SdsSecretConfig.newBuilder()
        .setName(resource)
        .setSdsConfig(
            ConfigSource.newBuilder()
                .setAds(AggregatedConfigSource.getDefaultInstance())
                .setResourceApiVersion(ApiVersion.V3))
        .build();
  }

  private static SdsSecretConfig ofAgent(String name, boolean waitForever) {
    GrpcService agent =
        GrpcService.newBuilder()
            .setEnvoyGrpc(GrpcService.EnvoyGrpc.newBuilder().setClusterName("sds-grpc"))
            .build();
    ConfigSource.Builder source =
        ConfigSource.newBuilder()
            .setApiConfigSource(
                ApiConfigSource.newBuilder()
                    .setApiType(ApiConfigSource.ApiType.GRPC)
                    .setTransportApiVersion(ApiVersion.V3)
                    .setSetNodeOnFirstMessageOnly(true)
                    .addGrpcServices(agent))
            .setResourceApiVersion(ApiVersion.V3);
    if (waitForever) {
      source.setInitialFetchTimeout(Durations.ZERO);
    }
    return SdsSecretConfig.newBuilder().setName(name).setSdsConfig(source).build();
  }
}
