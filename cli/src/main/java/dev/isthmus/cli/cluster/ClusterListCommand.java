package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.print.Age;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.KubeTable;
import dev.isthmus.identity.EnrolmentState;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.store.KubeLead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code isthmus cluster list}: who is registered, and how each cluster's agent is. */
@Command(
    name = "list",
    description =
        "List the registered clusters: whether their agents are connected, since when, and how long they are certified.",
    footer = {
      "",
      "Examples:",
      "  isthmus cluster list --context mgmt",
      "  isthmus cluster list --context mgmt -o json"
    },
    mixinStandardHelpOptions = true)
final class ClusterListCommand implements Callable<Integer> {
  /** The forms of the list. */
  enum Format {
    table,
    json
  }

  /** A leader renews its Lease every 2 s; clocks differ. */
  private static final Duration SILENT = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;
  @Mixin private ContextOptions context = new ContextOptions();
  @Mixin private NamespaceOption namespace = new NamespaceOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.table;

  @Override
  public Integer call() throws IOException {
    Console console = output.console(spec);
    try (KubeObjects management = KubeObjects.of(context.context())) {
      ManagementSide side =
          new ManagementSide(management, namespace.namespace(), InstantSource.system());
      print(console, entries(side, console), side.now());
      if (format == Format.table) {
        leader(console, management, side.now());
      }
    }
    return ExitCode.FINE;
  }

  private void print(Console console, List<ClusterEntry> entries, Instant now) {
    if (format == Format.json) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      entries.forEach(entry -> all.add(entry.json()));
      console.print(all.toPrettyString() + "\n");
    } else if (entries.isEmpty()) {
      console.say("no cluster is registered:  isthmus cluster register --help");
    } else {
      KubeTable table = new KubeTable(ClusterEntry.HEADS);
      entries.forEach(entry -> table.row(entry.cells(now)));
      table.lines().forEach(console::line);
    }
  }

  /** Those that are registered, and those that have a certificate or may get one. */
  private static List<ClusterEntry> entries(ManagementSide side, Console console)
      throws IOException {
    SortedMap<String, JsonNode> names = new TreeMap<>();
    for (ObjectNode one : side.registrations()) {
      names.putIfAbsent(ManagementSide.text(one, "name"), one);
    }
    EnrolmentState state = enrolments(side, console);
    state
        .names(side.now())
        .forEach(name -> names.putIfAbsent(name, JsonNodeFactory.instance.missingNode()));
    return names.entrySet().stream()
        .map(entry -> ClusterEntry.of(entry.getKey(), entry.getValue(), state, side.now()))
        .toList();
  }

  /** Who only may read KubernetesCluster objects sees what those say. */
  private static EnrolmentState enrolments(ManagementSide side, Console console) {
    try {
      return side.enrolments();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof KubeException denied && denied.isForbidden()) {
        console.say("Secret isthmus-enrolments may not be read: who may enrol is not shown");
        return EnrolmentState.EMPTY;
      }
      throw e;
    }
  }

  /** What objects say of agents is as old as the last sign of a server. */
  private void leader(Console console, KubeObjects management, Instant now) throws IOException {
    Optional<Instant> sign = KubeLead.lastSign(management, namespace.namespace());
    if (sign.isEmpty()) {
      console.say("no server has run in namespace " + namespace.namespace() + " yet");
    } else if (sign.get().plus(SILENT).isBefore(now)) {
      console.say(
          "no server leads: its last sign was %s ago, and what is said of agents is as old"
              .formatted(Age.of(sign.get().toString(), now)));
    }
  }
}
