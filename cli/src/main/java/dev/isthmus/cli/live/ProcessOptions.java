package dev.isthmus.cli.live;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.cli.cluster.NamespaceOption;
import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeObjects;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What server and agent have in common. */
final class ProcessOptions {
  /** How the log looks. */
  enum LogFormat {
    text,
    json
  }

  @Mixin private NamespaceOption namespace = new NamespaceOption();

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private LogFormat logFormat = LogFormat.text;

  @Option(
      names = "--metrics",
      paramLabel = "HOST:PORT",
      converter = HostAndPort.Converter.class,
      description =
          "Serve /metrics, /healthz and /readyz by HTTP (default: not; without HOST on all addresses).")
  private @Nullable HostAndPort metrics;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /**
   * Serves metrics and health, if that is wanted.
   *
   * @param fresh as {@link LiveHttp#start}
   * @throws IOException when the address cannot be listened at
   */
  Optional<LiveHttp> http(
      LiveLog log, String who, Runnable fresh, LiveHttp.Check broken, LiveHttp.Check unready)
      throws IOException {
    if (metrics == null) {
      return Optional.empty();
    }
    LiveHttp http = LiveHttp.start(metrics.listen(""), registry, fresh, broken, unready);
    log.line(who, "", "Metrics and health are at port " + http.port() + ".");
    return Optional.of(http);
  }

  String namespace() {
    return namespace.namespace();
  }

  /** The log, on standard error. */
  LiveLog log(CommandSpec spec) {
    var err = spec.commandLine().getErr();
    return switch (logFormat) {
      case text -> LiveLog.text(err, InstantSource.system());
      case json -> LiveLog.json(err, InstantSource.system());
    };
  }

  /**
   * The objects behind a context, in which the namespace is there.
   *
   * @throws IOException when it is not, or the API server cannot be asked
   */
  KubeObjects objects(KubeContext context) throws IOException {
    KubeObjects objects = KubeObjects.of(context);
    if (objects.find(ObjectKind.NAMESPACE, "", namespace()).isEmpty()) {
      throw new IOException(
          "%s has no namespace %s, where isthmus keeps its own objects:  kubectl create namespace %s , or name another by  --namespace"
              .formatted(context, namespace(), namespace()));
    }
    return objects;
  }
}
