package dev.isthmus.cli.pending;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.cluster.ContextOptions;
import dev.isthmus.cli.cluster.NamespaceOption;
import dev.isthmus.cli.print.Console;
import dev.isthmus.kube.KubeObjects;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code isthmus pending}: what waits for a user or for a cluster, and what lets it go. */
@Command(
    name = "pending",
    description = "Show what is held or waits, where, since when, why, and what lets it go.",
    footer = {
      "",
      "Examples:",
      "  isthmus pending --context mgmt",
      "  isthmus pending --context mgmt -o json"
    },
    mixinStandardHelpOptions = true)
public final class PendingCommand implements Callable<Integer> {
  /** The forms of the list. */
  enum Format {
    text,
    json
  }

  @Spec private CommandSpec spec;
  @Mixin private ContextOptions context = new ContextOptions();
  @Mixin private NamespaceOption namespace = new NamespaceOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Override
  public Integer call() throws IOException {
    Console console = output.console(spec);
    try (KubeObjects management = KubeObjects.of(context.context())) {
      List<PendingList.Entry> entries = PendingList.read(management, namespace.namespace());
      if (format == Format.json) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        entries.forEach(entry -> all.set(entry.id(), entry.thing()));
        console.print(all.toPrettyString() + "\n");
      } else if (entries.isEmpty()) {
        console.say("nothing waits");
      } else {
        entries.forEach(entry -> print(console, entry, Instant.now()));
      }
    }
    return ExitCode.FINE;
  }

  private static void print(Console console, PendingList.Entry entry, Instant now) {
    String where = entry.cluster().isEmpty() ? "this server" : entry.cluster();
    console.line(
        "%s  %s in %s, %s"
            .formatted(
                console.style(Console.Style.BOLD, entry.id()),
                entry.text("kind"),
                where,
                since(entry.text("since"), now)));
    console.line("  " + entry.text("why"));
    int shown = 0;
    for (var object : entry.thing().path("objects")) {
      console.line("    " + object.asText());
      shown++;
    }
    int more = entry.thing().path("count").asInt() - shown;
    if (more > 0) {
      console.line("    and " + more + " more");
    }
    console.line("  " + entry.text("command"));
  }

  static String since(String text, Instant now) {
    try {
      Duration time = Duration.between(Instant.parse(text), now);
      long seconds = Math.max(0, time.toSeconds());
      String age =
          seconds < 120
              ? seconds + " s"
              : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
      return String.format(Locale.ROOT, "for %s", age);
    } catch (DateTimeParseException e) {
      return "since " + text;
    }
  }
}
