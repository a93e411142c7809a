package dev.isthmus.bench;

import java.lang.management.ManagementFactory;

/** The heap of this JVM. */
public final class Heap {
  private Heap() {}

  /** Bytes that are in use once all garbage is gone. */
  public static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
