package dev.isthmus.cli.live;

import dev.isthmus.cli.AtExit;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.Version;
import dev.isthmus.cli.cluster.ContextOptions;
import dev.isthmus.identity.EnrolmentStore;
import dev.isthmus.kube.KubeCluster;
import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.kube.KubeOptions;
import dev.isthmus.server.record.FolderRecord;
import dev.isthmus.server.record.ServerRecord;
import dev.isthmus.server.store.Installation;
import dev.isthmus.server.store.KubeEnrolmentStore;
import dev.isthmus.server.store.KubeLead;
import dev.isthmus.server.store.KubePending;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code isthmus server}: translates, and tells agents what to write. */
@Command(
    name = "server",
    description =
        "Run the server in, or beside, the management cluster: it translates what all clusters hold and tells their agents what to write. It ends by Ctrl-C or SIGTERM; exits with 4 when it must be started again.",
    footer = {
      "",
      "Examples:",
      "  isthmus server --context mgmt --cluster mgmt --listen 0.0.0.0:9900 --record /var/lib/isthmus",
      "",
      "docs/design/operations.md says what it keeps in the management cluster."
    },
    mixinStandardHelpOptions = true)
public final class ServerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ContextOptions context = new ContextOptions();
  @Mixin private ProcessOptions process = new ProcessOptions();

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      required = true,
      description = "The name of the management cluster.")
  private String cluster = "";

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "0.0.0.0:9900",
      converter = HostAndPort.Converter.class,
      description = "Where agents dial (default: ${DEFAULT-VALUE}).")
  private HostAndPort listen = new HostAndPort("0.0.0.0", 9900);

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description =
          "Where it leaves to its next start what it knows of clusters; without it they are unknown until their agents connect.")
  private @Nullable Path record;

  @Override
  public Integer call() throws IOException, InterruptedException {
    InstantSource clock = InstantSource.system();
    LiveLog log = process.log(spec);
    KubeContext where = context.context();
    try (KubeObjects objects = process.objects(where)) {
      Installation installation =
          Installation.findOrMake(objects, process.namespace(), "isthmus", clock);
      EnrolmentStore store = new KubeEnrolmentStore(objects, process.namespace(), System::nanoTime);
      LiveServer.Setup setup =
          new LiveServer.Setup(
              cluster,
              process.namespace(),
              Version.current(),
              installation.ownership(),
              installation.enrolments(store, clock),
              record(log),
              KubeLead.candidate(where, process.namespace(), clock),
              new KubePending(objects, process.namespace(), line -> log.line("server", "", line)),
              listen.listen(""),
              clock,
              log,
              process.registry());
      return run(setup, store, KubeCluster.of(cluster, where, KubeOptions.usual()));
    }
  }

  private int run(LiveServer.Setup setup, EnrolmentStore store, KubeCluster management)
      throws IOException {
    Runnable certificates = Certificates.ofServer(process.registry(), store, setup.clock());
    try (LiveServer server = LiveServer.start(setup, management);
        var _ = new AtExit(server::close)) {
      var http = process.http(setup.log(), "server", certificates, server::broken, server::problem);
      setup.log().line("server", "", "Agents may dial port " + server.port() + ".");
      server.ended().toCompletableFuture().join();
      http.ifPresent(LiveHttp::close);
      return ExitCode.ENDED;
    }
  }

  private ServerRecord record(LiveLog log) throws IOException {
    return record == null
        ? ServerRecord.inMemory()
        : FolderRecord.in(record, line -> log.line("server", "", line));
  }
}
