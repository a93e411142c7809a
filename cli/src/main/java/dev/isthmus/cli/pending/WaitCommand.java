package dev.isthmus.cli.pending;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.ObservedKinds;
import dev.isthmus.cli.ExitCode;
import dev.isthmus.cli.OutputOptions;
import dev.isthmus.cli.cluster.ContextOptions;
import dev.isthmus.cli.print.Console;
import dev.isthmus.kube.KubeCluster;
import dev.isthmus.kube.KubeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isthmus wait}: until an object counts, or all that follows from it is there. */
@Command(
    name = "wait",
    description = "Wait until an object is accepted, or applied in every cluster.",
    footer = {
      "",
      "Examples:",
      "  isthmus wait routetable/reviews -n bookinfo-backends --for=applied --context cluster1",
      "",
      "Exit codes: 0 it is so, 1 it was not within the time."
    },
    mixinStandardHelpOptions = true)
public final class WaitCommand implements Callable<Integer> {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|h)?");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "KIND/NAME", description = "The object, such as routetable/reviews.")
  private String object = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      defaultValue = "default",
      description = "The object's namespace (default: ${DEFAULT-VALUE}).")
  private String namespace = "default";

  @Option(
      names = "--for",
      paramLabel = "STATE",
      defaultValue = "applied",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private WaitGoal goal = WaitGoal.applied;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "How long: seconds, or with s, m or h behind (default: ${DEFAULT-VALUE}).")
  private String timeout = "60s";

  @Mixin private ContextOptions context = new ContextOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  /** What was seen last; told by one thread. */
  private volatile WaitGoal.State last = new WaitGoal.State(false, List.of("it was not seen yet"));

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = output.console(spec);
    Duration time = time();
    int slash = object.indexOf('/');
    if (slash < 1 || slash == object.length() - 1) {
      throw new ParameterException(
          spec.commandLine(), "'" + object + "' is no KIND/NAME, such as routetable/reviews");
    }
    ObjectKind kind = kind(object.substring(0, slash));
    String name = object.substring(slash + 1);
    CompletableFuture<WaitGoal.State> reached = new CompletableFuture<>();
    try (KubeCluster cluster =
        KubeCluster.of("", context.context(), KubeOptions.usual().withSilence(time))) {
      cluster.observe(kind, seen -> judge(seen, name, reached));
      reached.get(time.toMillis(), TimeUnit.MILLISECONDS).lines().forEach(console::detail);
      console.line("%s %s/%s is %s".formatted(kind.kind(), namespace, name, goal));
      return ExitCode.FINE;
    } catch (TimeoutException e) {
      console.error(
          "%s %s/%s is not %s after %s".formatted(kind.kind(), namespace, name, goal, timeout));
      last.lines().forEach(line -> console.say("  " + line));
      return ExitCode.FINDINGS;
    } catch (ExecutionException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void judge(Observation seen, String name, CompletableFuture<WaitGoal.State> reached) {
    WaitGoal.State state =
        switch (seen) {
          case Observation.Listed list ->
              goal.of(
                  list.objects().stream()
                      .filter(one -> isMeant(one.json(), name))
                      .findFirst()
                      .map(one -> (JsonNode) one.json())
                      .orElse(null));
          case Observation.Put put ->
              isMeant(put.object().json(), name) ? goal.of(put.object().json()) : last;
          case Observation.Gone gone ->
              gone.ref().key().name().equals(name) && gone.ref().key().namespace().equals(namespace)
                  ? goal.of(null)
                  : last;
          case Observation.Lost lost -> new WaitGoal.State(false, List.of(lost.detail()));
        };
    last = state;
    if (state.reached()) {
      reached.complete(state);
    }
  }

  private boolean isMeant(JsonNode json, String name) {
    return json.path("metadata").path("name").asText().equals(name)
        && json.path("metadata").path("namespace").asText().equals(namespace);
  }

  private ObjectKind kind(String word) {
    String wanted = word.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    List<ObjectKind> users =
        Stream.concat(ObservedKinds.ALL.stream(), ObservedKinds.UNTRANSLATED.stream())
            .filter(k -> k.group().endsWith(".gloo.solo.io"))
            .toList();
    return users.stream()
        .filter(k -> isNamed(k, wanted))
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "'"
                    + word
                    + "' is no kind with a status; there are: "
                    + String.join(", ", users.stream().map(ObjectKind::kind).toList())));
  }

  /** As kubectl takes it: in any case, one or many. */
  private static boolean isNamed(ObjectKind kind, String wanted) {
    String name = kind.kind().toLowerCase(Locale.ROOT);
    String many =
        name.endsWith("y")
            ? name.substring(0, name.length() - 1) + "ies"
            : name.endsWith("s") ? name : name + "s";
    return wanted.equals(name) || wanted.equals(many);
  }

  private Duration time() {
    Matcher matcher = TIME.matcher(timeout);
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(), "'" + timeout + "' is no time, such as 60s, 5m or 1h");
    }
    long number = Long.parseLong(matcher.group(1));
    @Nullable String unit = matcher.group(2);
    return unit == null || unit.equals("s")
        ? Duration.ofSeconds(number)
        : unit.equals("m") ? Duration.ofMinutes(number) : Duration.ofHours(number);
  }
}
