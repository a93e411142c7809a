package dev.isthmus.traffic;

import dev.isthmus.traffic.bookinfo.BookinfoPod;
import dev.isthmus.traffic.process.EnvoyAdmin;
import dev.isthmus.traffic.process.EnvoyProcess;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What runs for one pod: its Envoy, and its application where it has one. */
final class LabMember {
  /** How long an Envoy may take, also on a machine that is busy with much else. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final long LOOK_MILLIS = 5;

  private final LabPod pod;
  private final EnvoyAdmin admin;
  private final @Nullable BookinfoPod application;
  private EnvoyProcess envoy;

  LabMember(LabPod pod, EnvoyAdmin admin, @Nullable BookinfoPod application, EnvoyProcess envoy) {
    this.pod = pod;
    this.admin = admin;
    this.application = application;
    this.envoy = envoy;
  }

  EnvoyAdmin admin() {
    return admin;
  }

  boolean isRunning() {
    return envoy.isRunning();
  }

  void stop() throws InterruptedException {
    envoy.stop();
  }

  void restart(EnvoyProcess process) {
    envoy = process;
  }

  void closeApplication() {
    if (application != null) {
      application.close();
    }
  }

  /** Returns when its Envoy serves. */
  void awaitReady() throws IOException, InterruptedException {
    await(admin::isReady, "serves nothing");
  }

  /** Returns when its Envoy uses all that it has. */
  void awaitWarm() throws IOException, InterruptedException {
    await(() -> admin.warming() == 0, "still waits for parts of its configuration");
  }

  private interface Question {
    boolean ask() throws IOException, InterruptedException;
  }

  private void await(Question question, String late) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!question.ask()) {
      if (!envoy.isRunning()) {
        throw new IOException("the Envoy of " + pod.node() + " ended: " + envoy.lastWords());
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            "the Envoy of %s %s after %d s: %s"
                .formatted(pod.node(), late, PATIENCE.toSeconds(), envoy.lastWords()));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }
}
