package dev.isthmus.traffic.address;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clusters' addresses on this machine: a.b.c.d is 127.s.c.d, where s is the slot of a.b; what
 * 127.0.0.1 is inside of a pod is 127.s+1.c.d. Once given, a mapping stays. Thread-safe.
 */
public final class LoopbackAddresses {
  private static final Pattern IPV4 = Pattern.compile("(\\d+\\.\\d+)(\\.\\d+\\.\\d+)");
  private static final int PRIVILEGED = 1024;
  private static final int UNPRIVILEGED = 10_000;

  private final Slots slots;
  private final Map<String, Integer> slotOf = new HashMap<>();

  /** Mappings that claim a slot for each a.b when it is first met. */
  public LoopbackAddresses(Slots slots) {
    this.slots = slots;
  }

  /** Whether an address is one that can be mapped: IPv4, no name. */
  public static boolean isMappable(String address) {
    return IPV4.matcher(address).matches();
  }

  /**
   * Where others reach an address of the clusters.
   *
   * @throws IllegalArgumentException when it is no IPv4 address
   * @throws UncheckedIOException when no slot is left
   */
  public String of(String address) {
    return map(address, 0);
  }

  /** Where a pod with this address reaches itself: its 127.0.0.1. */
  public String inside(String podAddress) {
    return map(podAddress, 1);
  }

  /** The port that stands for a port of the clusters: none below 1024 may be needed. */
  public static int port(int port) {
    return port < PRIVILEGED && port > 0 ? port + UNPRIVILEGED : port;
  }

  private synchronized String map(String address, int side) {
    Matcher matcher = IPV4.matcher(address);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no IPv4 address: " + address);
    }
    int slot = slotOf.computeIfAbsent(matcher.group(1), _ -> claim());
    return "127." + (slot + side) + matcher.group(2);
  }

  private int claim() {
    try {
      return slots.claim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
