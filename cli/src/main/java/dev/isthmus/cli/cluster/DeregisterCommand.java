package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.print.Console;
import dev.isthmus.kube.KubeObjects;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isthmus cluster deregister}: gives a cluster up. */
@Command(
    name = "deregister",
    description =
        "Give a cluster up: revoke its agent's certificates, and delete its KubernetesCluster object.",
    footer = {
      "",
      "Examples:",
      "  isthmus cluster deregister cluster1 --context mgmt          say what will go",
      "  isthmus cluster deregister cluster1 --context mgmt --yes    do it"
    },
    mixinStandardHelpOptions = true)
final class DeregisterCommand implements Callable<Integer> {
  /** Revocations reach streams within 12 s; a status is written at most once a second. */
  private static final Duration CUT_OFF = Duration.ofSeconds(20);

  private static final Duration POLL = Duration.ofMillis(250);

  @Spec private CommandSpec spec;
  @Mixin private ContextOptions context = new ContextOptions();
  @Mixin private NamespaceOption namespace = new NamespaceOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "NAME", description = "The cluster's name.")
  private String name = "";

  @Option(names = "--yes", description = "Do it; without it the command only says what will go.")
  private boolean yes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = output.console(spec);
    try (KubeObjects management = KubeObjects.of(context.context())) {
      ManagementSide side =
          new ManagementSide(management, namespace.namespace(), InstantSource.system());
      Optional<ObjectNode> registration = side.registration(name);
      checkKnown(side, registration);
      say(registration, console);
      if (!yes) {
        console.error("nothing was changed: say it again with --yes");
        return ExitCode.USAGE;
      }
      // First the agent: what it still reports must not bring the cluster back, and what is not
      // wanted there any more must not be taken away.
      side.revoke(name);
      if (registration.isPresent()) {
        awaitEnd(side, console);
        management.delete(registration.get());
      }
      console.say(name + " is deregistered.");
    }
    return ExitCode.FINE;
  }

  /** Until the server says that the agent is gone; where no server leads nobody does. */
  private void awaitEnd(ManagementSide side, Console console)
      throws IOException, InterruptedException {
    Instant end = side.now().plus(CUT_OFF);
    while (side.registration(name).filter(ClusterEntry::isConnected).isPresent()) {
      if (!side.now().isBefore(end)) {
        console.say("No server has said within 20 s that the agent is gone: does one lead?");
        return;
      }
      Thread.sleep(POLL);
    }
  }

  private void checkKnown(ManagementSide side, Optional<ObjectNode> registration)
      throws IOException {
    SortedSet<String> known = new TreeSet<>(side.enrolments().names(side.now()));
    if (registration.isPresent() || known.contains(name)) {
      return;
    }
    side.registrations().forEach(each -> known.add(ManagementSide.text(each, "name")));
    throw new IOException(
        known.isEmpty()
            ? "there is no cluster " + name + ": none is registered"
            : "there is no cluster %s; there are: %s".formatted(name, String.join(", ", known)));
  }

  private void say(Optional<ObjectNode> registration, Console console) {
    console.say(
        "The agent of "
            + name
            + ": its certificates and tokens are revoked; it is cut off within 12 seconds.");
    registration.ifPresent(object ->
        console.say(
            Applier.name(object)
                + " is deleted: other clusters lose what they have of "
                + name
                + "."));
    console.say(
        "The Istio objects in %s that carry the annotation isthmus.dev/proof stay, and go on working. To remove the agent there:"
            .formatted(name));
    console.say(
        "  kubectl --context %s delete namespace/%s clusterrole/isthmus-agent clusterrolebinding/isthmus-agent validatingadmissionpolicy/isthmus-agent validatingadmissionpolicybinding/isthmus-agent"
            .formatted(name, namespace.namespace()));
  }
}
