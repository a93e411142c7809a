package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.KubeTable;
import dev.isthmus.identity.EnrolmentState;
import dev.isthmus.kube.KubeObjects;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code isthmus cluster list}: who is registered, and until when its agent is certified. */
@Command(
    name = "list",
    description = "List the registered clusters, and until when their agents are certified.",
    footer = {"", "Examples:", "  isthmus cluster list --context mgmt"},
    mixinStandardHelpOptions = true)
final class ClusterListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ContextOptions context = new ContextOptions();
  @Mixin private NamespaceOption namespace = new NamespaceOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Console console = output.console(spec);
    try (KubeObjects management = KubeObjects.of(context.context())) {
      ManagementSide side =
          new ManagementSide(management, namespace.namespace(), InstantSource.system());
      SortedMap<String, String> trustDomains = new TreeMap<>();
      for (ObjectNode one : side.registrations()) {
        trustDomains.putIfAbsent(ManagementSide.text(one, "name"), ManagementSide.trustDomain(one));
      }
      EnrolmentState state = side.enrolments();
      SortedMap<String, String> names = new TreeMap<>(trustDomains);
      state.names(side.now()).forEach(name -> names.putIfAbsent(name, ""));
      KubeTable table = new KubeTable(List.of("name", "trust domain", "agent"));
      names.forEach((name, domain) ->
          table.row(
              List.of(
                  name,
                  domain.isEmpty() ? "<none>" : domain,
                  agent(state, name, trustDomains.containsKey(name), side.now()))));
      if (table.isEmpty()) {
        console.say("no cluster is registered:  isthmus cluster register --help");
      } else {
        table.lines().forEach(console::line);
      }
    }
    return ExitCode.FINE;
  }

  private static String agent(EnrolmentState state, String name, boolean registered, Instant now) {
    String agent =
        state
            .certifiedUntil(name, now)
            .map(until -> "certified until " + until)
            .or(() -> state.enrollableUntil(name, now).map(until -> "may enrol until " + until))
            .orElse("no certificate: register it again");
    return registered ? agent : agent + "; there is no KubernetesCluster " + name;
  }
}
