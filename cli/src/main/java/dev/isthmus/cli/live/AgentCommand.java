package dev.isthmus.cli.live;

import dev.isthmus.cli.AtExit;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.Version;
import dev.isthmus.cli.cluster.ContextOptions;
import dev.isthmus.kube.KubeCluster;
import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.kube.KubeOptions;
import dev.isthmus.relay.ClientSettings;
import dev.isthmus.relay.Limits;
import dev.isthmus.relay.Protocols;
import dev.isthmus.relay.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code isthmus agent}: observes a cluster, and writes what the server orders. */
@Command(
    name = "agent",
    description =
        "Run the agent of a cluster: it tells the server what is there, and writes what the server orders. It enrols at its first start. It ends by Ctrl-C or SIGTERM; exits with 4 when it must be started again.",
    footer = {
      "",
      "Examples:",
      "  isthmus agent --context cluster1                              bootstrap and certificate in Secrets",
      "  isthmus agent --context cluster1 --bootstrap cluster1.yaml    as cluster register -o yaml prints it",
      "  isthmus agent --context cluster1 --observe                    say what it would write"
    },
    mixinStandardHelpOptions = true)
public final class AgentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ContextOptions context = new ContextOptions();
  @Mixin private ProcessOptions process = new ProcessOptions();

  @Option(
      names = "--relay-address",
      paramLabel = "HOST:PORT",
      converter = HostAndPort.Converter.class,
      description = "Where the server listens (default: what the bootstrap says).")
  private @Nullable HostAndPort relayAddress;

  @Option(
      names = "--bootstrap",
      paramLabel = "FILE",
      description =
          "The Secret isthmus-agent-bootstrap as a file (default: the one in the cluster).")
  private @Nullable Path bootstrap;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Where it keeps its certificate and key (default: Secret isthmus-agent in the cluster).")
  private @Nullable Path state;

  @Option(
      names = "--observe",
      description =
          "Write nothing until it is approved: isthmus approve --cluster NAME. What was approved once stays so.")
  private boolean observe;

  private volatile @Nullable LiveAgent running;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LiveLog log = process.log(spec);
    KubeContext where = context.context();
    Optional<LiveHttp> http =
        process.http(log, "agent", () -> {}, () -> started(LiveAgent::broken), this::problem);
    try (KubeObjects objects = process.objects(where)) {
      AgentBootstrap given =
          bootstrap == null
              ? AgentBootstrap.of(objects, process.namespace())
              : AgentBootstrap.of(bootstrap);
      CredentialStore store =
          state == null
              ? new SecretCredentials(objects, process.namespace())
              : new FolderCredentials(state);
      ServerAddress server = given.server(relayAddress);
      AgentCredential credential =
          new Enrolment(store, given, InstantSource.system(), line -> log.line("agent", "", line))
              .get(server);
      return run(where, server, store, credential, log);
    } finally {
      http.ifPresent(LiveHttp::close);
    }
  }

  /** What is said of the agent once it runs; before, it may wait long for a server. */
  private Optional<String> started(Function<LiveAgent, Optional<String>> says) {
    LiveAgent agent = running;
    return agent == null ? Optional.empty() : says.apply(agent);
  }

  private Optional<String> problem() {
    return running == null
        ? Optional.of("it has not enrolled yet")
        : started(agent -> agent.health().problem());
  }

  private int run(
      KubeContext where,
      ServerAddress server,
      CredentialStore store,
      AgentCredential credential,
      LiveLog log)
      throws IOException {
    InstantSource clock = InstantSource.system();
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CredentialKeeper keeper =
          new CredentialKeeper(store, credential, timer, line -> log.line("agent", "", line));
      RelayLink link =
          new RelayLink(
              server,
              credential.credential(),
              new ClientSettings(
                  clock, new SecureRandom(), timer, executor, Limits.DEFAULT, Protocols.OURS),
              keeper);
      LiveAgent.Setup setup =
          new LiveAgent.Setup(
              link.cluster(),
              process.namespace(),
              Version.current(),
              observe,
              clock,
              log,
              process.registry());
      Certificates.ofAgent(process.registry(), keeper::present, clock);
      KubeCluster cluster = KubeCluster.of(link.cluster(), where, KubeOptions.usual());
      try (LiveAgent agent = LiveAgent.start(setup, cluster, link);
          var _ = new AtExit(agent::close)) {
        running = agent;
        agent.ended().toCompletableFuture().join();
        return ExitCode.ENDED;
      } finally {
        timer.shutdownNow();
        executor.shutdownNow();
      }
    } catch (CertificateException e) {
      throw new IOException(
          "the certificate in %s is no agent's (%s): delete it, and register the cluster again"
              .formatted(store.where(), e.getMessage()),
          e);
    }
  }
}
