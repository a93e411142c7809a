package dev.isthmus.relay;

import static dev.isthmus.relay.RelayWorld.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.isthmus.api.port.Up;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.identity.PeerId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many idle agents at one server, and all of them back at once: -Disthmus.agents=2000. */
final class StormTest {
  private static final int AGENTS = Integer.getInteger("isthmus.agents", 100);

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final long began = System.nanoTime();

  @Test
  void allAgentsComeAndComeBack() throws Exception {
    try (RelayWorld world = new RelayWorld()) {
      report("start");
      for (int i = 0; i < AGENTS; i++) {
        Credential credential =
            world.authority.issue(new PeerId.Agent("test", "c" + i).names(), Enrolments.LIFE);
        world.client(credential);
      }
      awaitHellos(world);
      report(AGENTS + " agents connected");
      long cpu = system.getProcessCpuTime();
      int seconds = Integer.getInteger("isthmus.idle", 0);
      assertThat(world.server.poll(seconds, TimeUnit.SECONDS)).isNull();
      report(
          "idle for %d s, CPU %d ms"
              .formatted(seconds, Duration.ofNanos(system.getProcessCpuTime() - cpu).toMillis()));
      world.startAgain(world.stop());
      awaitHellos(world);
      report("all back after a restart");
    }
  }

  private static void awaitHellos(RelayWorld world) throws Exception {
    Set<String> greeted = new HashSet<>();
    while (greeted.size() < AGENTS) {
      RelayWorld.Told told = next(world.server);
      if (told.detail() instanceof Up.Hello) {
        greeted.add(told.cluster());
      }
    }
    world.agents.clear();
  }

  private void report(String what) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "storm: %-30s %6d ms, CPU %6d ms, heap %4d MiB%n",
        what,
        Duration.ofNanos(System.nanoTime() - began).toMillis(),
        Duration.ofNanos(system.getProcessCpuTime()).toMillis(),
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }
}
