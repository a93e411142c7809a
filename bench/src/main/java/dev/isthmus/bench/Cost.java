package dev.isthmus.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * What a piece of work took of the thread that did it.
 *
 * @param wall nanoseconds from its start to its end, with whatever else the machine did meanwhile
 * @param cpu nanoseconds in which the thread ran; neither the collector's threads nor the
 *     compiler's are in it
 * @param allocated bytes
 */
public record Cost(long wall, long cpu, long allocated) {
  /** Of nothing. */
  public static final Cost NONE = new Cost(0, 0, 0);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Work that may fail to write. */
  public interface Work {
    /** Does it. */
    void run() throws IOException;
  }

  /** Does the work once. */
  public static Cost of(Work work) throws IOException {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    work.run();
    long wall = System.nanoTime() - start;
    return new Cost(
        wall,
        THREADS.getCurrentThreadCpuTime() - cpu,
        THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }

  public double wallMillis() {
    return Samples.rounded(wall / 1e6);
  }

  public double cpuMillis() {
    return Samples.rounded(cpu / 1e6);
  }

  /** Both, one after the other. */
  public Cost plus(Cost other) {
    return new Cost(wall + other.wall, cpu + other.cpu, allocated + other.allocated);
  }
}
