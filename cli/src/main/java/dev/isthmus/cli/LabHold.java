package dev.isthmus.cli;

import dev.isthmus.cli.lab.HoldText;
import dev.isthmus.cli.traffic.FlowResult;
import dev.isthmus.cli.traffic.Flows;
import dev.isthmus.cli.traffic.Round;
import dev.isthmus.cli.traffic.TrafficRun;
import dev.isthmus.lab.LabDefinition;
import dev.isthmus.translate.OutputChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A lab that goes on after its steps: it applies edits of its environment folder at once. */
final class LabHold {
  /** An edit that is older was found late, and says nothing of how long it took. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final LabDefinition lab;
  private final TrafficRun traffic;
  private final HoldText text;

  LabHold(LabDefinition lab, TrafficRun traffic, HoldText text) {
    this.lab = lab;
    this.traffic = traffic;
    this.text = text;
  }

  /** Watches the folder until the program is ended. */
  void run(Path env) throws IOException, InterruptedException {
    traffic.traffic().announce(lab.lab(), env.toAbsolutePath().toString());
    try (Watch watch = new Watch(env, null)) {
      TranslatedEnvironment translated = TranslatedEnvironment.withIstioObjects(env);
      traffic.deliver(translated.meshes());
      traffic.askAll();
      text.addresses(lab, traffic, env, translated.findings());
      while (true) {
        edit(watch.next(), translated, env);
      }
    }
  }

  private void edit(Watch.Batch batch, TranslatedEnvironment translated, Path env)
      throws IOException, InterruptedException {
    long written = writtenNanos(batch, env);
    Map<String, Round> before = traffic.lastRounds();
    try (Flows flows = traffic.flow()) {
      flows.mark(written);
      translated.reread(batch);
      List<OutputChange> changes = translated.translation().changes();
      int steps;
      try {
        steps = traffic.deliver(translated.meshes());
      } catch (IOException problem) {
        text.refused(problem);
        return;
      }
      long millis = (System.nanoTime() - written) / 1_000_000;
      List<FlowResult> results = flows.finish(!changes.isEmpty());
      text.edit(batch.files(), changes, steps, millis, translated.findings());
      text.traffic(before, traffic.askAll(), results);
    }
  }

  /** When the youngest of the files was written; now, where that cannot be told. */
  private static long writtenNanos(Watch.Batch batch, Path env) throws IOException {
    Instant now = Instant.now();
    long nanos = System.nanoTime();
    Instant youngest = now.minus(FRESH);
    for (Path file : batch.files()) {
      Path path = env.resolve(file);
      if (Files.isRegularFile(path)) {
        Instant time = Files.getLastModifiedTime(path).toInstant();
        youngest = time.isAfter(youngest) && time.isBefore(now) ? time : youngest;
      }
    }
    boolean known = youngest.isAfter(now.minus(FRESH));
    return known ? nanos - Duration.between(youngest, now).toNanos() : nanos;
  }
}
