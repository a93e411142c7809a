package dev.isthmus.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Finding;
import dev.isthmus.cli.files.FolderWriter;
import dev.isthmus.cli.files.FolderWriter.Outcome;
import dev.isthmus.cli.files.YamlText;
import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.print.Counted;
import dev.isthmus.cli.print.FindingText;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.OutputKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isthmus translate}: from the users' YAML to every cluster's Istio objects. */
@Command(
    name = "translate",
    description = "Translate the users' YAML into the Istio objects of every cluster.",
    footer = {
      "",
      "Examples:",
      "  isthmus translate env                   Istio objects as YAML on standard output",
      "  isthmus translate env -o out            a file each, in out/<cluster>/<namespace>",
      "  kubectl apply -R -f out/cluster1        what cluster1 needs",
      "  isthmus translate env -o out --watch    again whenever a file changes",
      "  isthmus translate env --strict -q >/dev/null    fails on an error, in a pipeline"
    },
    mixinStandardHelpOptions = true)
final class TranslateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOptions options = new OutputOptions();

  @Parameters(paramLabel = "ENV", description = "A folder with a folder per cluster.")
  private Path env = Path.of(".");

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "Write files below DIR; files that are not ours stay untouched.")
  private @Nullable Path folder;

  @Option(names = "--cluster", paramLabel = "C", description = "Only the objects of this cluster.")
  private @Nullable String cluster;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "N",
      description = "Only the objects of this namespace.")
  private @Nullable String namespace;

  @Option(
      names = "--force",
      description = "Overwrite and remove files of ours that were edited by hand.")
  private boolean force;

  @Option(names = "--watch", description = "Keep running, and translate again as files change.")
  private boolean watch;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = options.console(spec);
    if (!watch) {
      return show(TranslatedEnvironment.of(env), console);
    }
    try (Watch changes = new Watch(env, folder)) {
      TranslatedEnvironment translated = TranslatedEnvironment.of(env);
      show(translated, console);
      console.say("watching " + env + "; Ctrl-C ends it");
      while (true) {
        again(translated, changes.next(), console);
      }
    }
  }

  private int show(TranslatedEnvironment translated, Console console) throws IOException {
    translated.requireCluster(cluster, spec);
    if (folder == null) {
      print(translated, console);
    } else {
      write(translated, folder, console);
    }
    var findings = translated.findings();
    String count = FindingText.count(findings);
    if (folder != null && !count.isEmpty()) {
      console.say(count);
    }
    return options.report(findings, console);
  }

  private void again(TranslatedEnvironment translated, Watch.Batch changed, Console console)
      throws IOException {
    long start = System.nanoTime();
    List<Finding> former = translated.findings();
    translated.reread(changed);
    int objects = translated.translation().changes().size();
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (objects > 0 || !translated.findings().equals(former)) {
      console.say(Counted.of(objects, "object") + " changed after " + millis + " ms");
      show(translated, console);
    }
  }

  private boolean wanted(OutputKey key) {
    return (cluster == null || cluster.equals(key.cluster()))
        && (namespace == null || namespace.equals(key.namespace()));
  }

  private void print(TranslatedEnvironment translated, Console console) {
    boolean first = true;
    for (Output output : translated.translation().outputs().values()) {
      if (wanted(output.key())) {
        console.out().print((first ? "" : "---\n") + YamlText.of(OutputJson.write(output)));
        first = false;
      }
    }
    console.out().flush();
  }

  private void write(TranslatedEnvironment translated, Path to, Console console)
      throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Output output : translated.translation().outputs().values()) {
      if (wanted(output.key())) {
        ObjectNode tree = OutputJson.write(output);
        files.put(path(output.key()), YamlText.of(tree).getBytes(StandardCharsets.UTF_8));
      }
    }
    var writer = new FolderWriter(to, force, translated.whole(), this::inScope);
    summarize(writer.write(files), translated.whole(), console);
  }

  /** {@code cluster1/bookinfo-backends/serviceentry-vd-reviews.yaml}. */
  static String path(OutputKey key) {
    String kind = key.kind().kind().toLowerCase(Locale.ROOT);
    return key.cluster() + "/" + key.namespace() + "/" + kind + "-" + key.name() + ".yaml";
  }

  private boolean inScope(String path) {
    String[] parts = path.split("/", -1);
    return (cluster == null || parts[0].equals(cluster))
        && (namespace == null || (parts.length > 1 && parts[1].equals(namespace)));
  }

  private static void summarize(
      SortedMap<String, Outcome> outcomes, boolean whole, Console console) {
    WriteSummary.lines(outcomes).forEach(console::say);
    if (!whole) {
      console.say(
          "not everything could be read: new files are written, the others stay as they are");
    }
    for (Map.Entry<String, Outcome> file : outcomes.entrySet()) {
      switch (file.getValue()) {
        case EDITED ->
            console.say("edited by hand, kept: " + file.getKey() + "  (--force overwrites it)");
        case FOREIGN ->
            console.say(
                "not ours, kept: "
                    + file.getKey()
                    + "  (move it away, or write to another folder)");
        case KEPT -> console.detail("kept, since not everything could be read: " + file.getKey());
        case UNNAMEABLE ->
            console.say("not written, its name is none that a file may have: " + file.getKey());
        case NEW, CHANGED, UNCHANGED, REMOVED ->
            console.detail(file.getValue().name().toLowerCase(Locale.ROOT) + ": " + file.getKey());
      }
    }
  }
}
