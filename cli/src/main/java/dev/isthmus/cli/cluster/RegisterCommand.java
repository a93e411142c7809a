package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.cli.print.Console;
import dev.isthmus.identity.PeerId;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.store.Installation;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code isthmus cluster register}: prepares the management cluster, and a cluster for its agent.
 */
@Command(
    name = "register",
    description = {
      "Register a cluster: prepare the management cluster, and the cluster for its agent.",
      "It can be said again: what is right stays, and the agent gets a new token."
    },
    footer = {
      "",
      "Examples:",
      "  isthmus cluster register cluster1 --context cluster1 --management-context mgmt \\",
      "    --relay-address relay.example:9900",
      "  isthmus cluster register cluster1 --context cluster1 --management-context mgmt \\",
      "    --relay-address relay.example:9900 -o yaml | kubectl --context cluster1 apply -f -"
    },
    mixinStandardHelpOptions = true)
final class RegisterCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private KubeconfigOption kubeconfig = new KubeconfigOption();
  @Mixin private NamespaceOption namespace = new NamespaceOption();
  @Mixin private RegisterOptions options = new RegisterOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "NAME", description = "The cluster's name, everywhere.")
  private String name = "";

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      required = true,
      description = "The cluster, by its kubeconfig's context.")
  private String context = "";

  @Option(
      names = "--management-context",
      paramLabel = "CONTEXT",
      required = true,
      description = "The management cluster, by its kubeconfig's context.")
  private String managementContext = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "yaml: print what the cluster needs, and write only to the management cluster.")
  private @Nullable YamlOnly format;

  @Override
  public Integer call() throws IOException {
    Console console = output.console(spec);
    checkName();
    try (KubeObjects cluster = KubeObjects.of(kubeconfig.context(context));
        KubeObjects management = KubeObjects.of(kubeconfig.context(managementContext))) {
      register(cluster, management, console);
    }
    return ExitCode.FINE;
  }

  private void checkName() {
    try {
      var _ = new PeerId.Agent("isthmus", name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void register(KubeObjects cluster, KubeObjects management, Console console)
      throws IOException {
    ManagementSide side =
        new ManagementSide(management, namespace.namespace(), InstantSource.system());
    Applier there = new Applier(management, console);
    // What can be refused is asked before anything is written.
    boolean same = cluster.clusterUid().equals(management.clusterUid());
    String trustDomain = trustDomain(side, cluster, console);
    checkNotLive(side, same);
    var _ = there.keep(ManagementSide.namespace(namespace.namespace()));
    Installation installation = side.installation();
    side.register(name, trustDomain, options.clusterDomain(), there);
    if (same) {
      console.say(
          name
              + " is the management cluster itself: its agent runs in the server, and needs no more.");
      return;
    }
    String token = side.token(installation, name, options.again());
    ObjectNode bootstrap =
        Bootstrap.secret(namespace.namespace(), options.relayAddress(), installation, token);
    if (format == null) {
      new Applier(cluster, console).applyAll(namespace.namespace(), objects(bootstrap));
    } else {
      console.print(yaml(bootstrap));
    }
    next(console);
  }

  private void checkNotLive(ManagementSide side, boolean same) throws IOException {
    var until = side.enrolments().certifiedUntil(name, side.now());
    if (!same && !options.again() && until.isPresent()) {
      throw new IOException(
          "cluster %s has a live certificate, until %s: its agent goes on with it. If another agent is to take its place, say --again; if a name was mistyped, take another."
              .formatted(name, until.get()));
    }
  }

  /** What is given, else what the registration says already, else what istiod says. */
  private String trustDomain(ManagementSide side, KubeObjects cluster, Console console)
      throws IOException {
    String given = options.trustDomain();
    if (given != null) {
      return given;
    }
    String known = side.registration(name).map(ManagementSide::trustDomain).orElse("");
    if (!known.isEmpty()) {
      return known;
    }
    String found = new TrustDomains(cluster).find(name);
    console.say(
        found.isEmpty()
            ? cluster.context()
                + " has no istiod yet: its trust domain is not registered. Register it again with --trust-domain to fix it."
            : cluster.context() + ": trust domain " + found);
    return found;
  }

  private List<ObjectNode> objects(ObjectNode bootstrap) {
    List<ObjectNode> objects =
        new ArrayList<>(new AgentManifests(namespace.namespace(), options.image()).objects());
    objects.add(objects.size() - 1, bootstrap); // the Deployment comes last
    return objects;
  }

  private String yaml(ObjectNode bootstrap) {
    StringBuilder text =
        new StringBuilder(YamlText.of(ManagementSide.namespace(namespace.namespace())));
    objects(bootstrap).forEach(object -> text.append("---\n").append(YamlText.of(object)));
    return text.toString();
  }

  private void next(Console console) {
    console.say("");
    console.say(
        format == null
            ? name + " is registered. Its agent has an hour to enrol:"
            : name + " is registered. Apply what is printed; then its agent has an hour to enrol:");
    console.say(
        "  its Deployment %s/isthmus-agent does by itself, where the cluster can pull %s;"
            .formatted(namespace.namespace(), options.image()));
    console.say("  or start it elsewhere:  isthmus agent --context " + context);
    console.say("Then see:  isthmus cluster list --context " + managementContext);
  }
}
