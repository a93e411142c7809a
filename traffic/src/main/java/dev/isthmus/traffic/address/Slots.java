package dev.isthmus.traffic.address;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts of the loopback range that are this lab's alone, on the whole machine: the even second
 * octets of 127.0.0.0/8, each with the odd one after it. A slot is claimed by listening on a port
 * of it, so the kernel releases it when the process ends, however it ends. Thread-safe.
 */
public final class Slots implements AutoCloseable {
  private static final int FIRST = 2;
  private static final int LAST = 252;
  private static final int PORT = 15999;

  private final List<ServerSocket> claims = new ArrayList<>();
  private int next = FIRST;

  /**
   * Claims a slot.
   *
   * @return its second octet, even
   * @throws IOException when all are taken
   */
  public synchronized int claim() throws IOException {
    while (next <= LAST) {
      int slot = next;
      next += 2;
      if (claim(slot)) {
        return slot;
      }
    }
    throw new IOException(
        "no loopback addresses are left: other labs hold all of 127.2.0.0 to 127.253.255.255;"
            + " end one of them");
  }

  @SuppressWarnings("AddressSelection") // an address, not a name
  private boolean claim(int slot) throws IOException {
    ServerSocket claim = new ServerSocket();
    try {
      claim.setReuseAddress(false);
      claim.bind(new InetSocketAddress(InetAddress.getByName("127." + slot + ".255.254"), PORT), 1);
      claims.add(claim);
      return true;
    } catch (IOException taken) {
      claim.close();
      return false;
    }
  }

  /** Releases all. */
  @Override
  public synchronized void close() throws IOException {
    for (ServerSocket claim : claims) {
      claim.close();
    }
  }
}
