package dev.isthmus.cli.pending;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.cluster.ContextOptions;
import dev.isthmus.cli.cluster.NamespaceOption;
import dev.isthmus.cli.print.Console;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.pending.PendingPort;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isthmus approve}: lets go what is held, by the ids that {@code isthmus pending} shows. */
@Command(
    name = "approve",
    description =
        "Let go what is held. An approval counts for what isthmus pending shows now, once.",
    footer = {
      "",
      "Examples:",
      "  isthmus approve cluster1-3f2a91c4 --context mgmt",
      "  isthmus approve --cluster cluster1 --context mgmt   all that is held there now",
      "",
      "Exit codes: 0 approved, 1 nothing of this id is held."
    },
    mixinStandardHelpOptions = true)
public final class ApproveCommand implements Callable<Integer> {
  private static final int ATTEMPTS = 5;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids that isthmus pending shows.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "All that is held in this cluster now.")
  private @Nullable String cluster;

  @Option(names = "--all", description = "All that is held now.")
  private boolean all;

  @Mixin private ContextOptions context = new ContextOptions();
  @Mixin private NamespaceOption namespace = new NamespaceOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    if (ids.isEmpty() && cluster == null && !all) {
      throw new ParameterException(
          spec.commandLine(), "say what is approved: an ID, --cluster NAME, or --all");
    }
    Console console = output.console(spec);
    try (KubeObjects management = KubeObjects.of(context.context())) {
      List<PendingList.Entry> entries = PendingList.read(management, namespace.namespace());
      List<PendingList.Entry> taken =
          entries.stream().filter(PendingList.Entry::isForApproval).filter(this::takes).toList();
      List<String> unknown = new ArrayList<>(ids);
      taken.forEach(entry -> unknown.remove(entry.id()));
      for (String id : unknown) {
        console.error(id + ": " + why(id, entries));
      }
      if (!taken.isEmpty()) {
        write(management, taken);
      }
      taken.forEach(entry -> console.line("approved " + entry.id() + ": " + entry.text("why")));
      if (taken.isEmpty() && unknown.isEmpty()) {
        console.say("nothing is held");
      }
      return unknown.isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
    }
  }

  private boolean takes(PendingList.Entry entry) {
    return all || ids.contains(entry.id()) || entry.cluster().equals(cluster);
  }

  private static String why(String id, List<PendingList.Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .map(entry -> "this waits for a cluster, not for a user: " + entry.text("command"))
        .orElse(
            "nothing of this id waits now; when more is held, the id is another:  isthmus pending");
  }

  private void write(KubeObjects management, List<PendingList.Entry> taken) throws IOException {
    String who =
        System.getProperty("user.name", "somebody")
            + ", "
            + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int attempt = 1; ; attempt++) {
      try {
        write(management, taken, who);
        return;
      } catch (KubeException e) {
        if (!e.isConflict() || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void write(KubeObjects management, List<PendingList.Entry> taken, String who)
      throws KubeException {
    Optional<ObjectNode> there =
        management.find(ObjectKind.CONFIG_MAP, namespace.namespace(), PendingPort.APPROVALS);
    ObjectNode map = there.map(ObjectNode::deepCopy).orElseGet(this::fresh);
    ObjectNode data = map.withObject("/data");
    taken.forEach(entry -> data.put(entry.id(), who));
    if (there.isPresent()) {
      var _ = management.replace(map);
    } else {
      var _ = management.create(map);
    }
  }

  private ObjectNode fresh() {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata")
        .put("namespace", namespace.namespace())
        .put("name", PendingPort.APPROVALS);
    return map;
  }
}
