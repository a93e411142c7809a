package dev.isthmus.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a piece of work of many threads took.
 *
 * @param wall nanoseconds from its start to its end
 * @param cpu nanoseconds of all threads of this JVM, the collector's and the compiler's too
 */
public record Span(long wall, long cpu) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Work that may fail, or be interrupted. */
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  /** Does the work once. */
  public static Span of(Work work) throws Exception {
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    return new Span(System.nanoTime() - start, SYSTEM.getProcessCpuTime() - cpu);
  }

  /** Milliseconds of CPU time. */
  public double cpuMillis() {
    return Samples.rounded(cpu / 1e6);
  }

  /** {@code {"ms": …, "cpuMs": …}}. */
  public ObjectNode report() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ms", Samples.rounded(wall / 1e6))
        .put("cpuMs", cpuMillis());
  }
}
