package dev.isthmus.traffic.loopback;

import java.util.List;

/**
 * Where a proxy's pod is in its cluster.
 *
 * @param address the pod's address
 * @param fronts addresses of load balancers that lead to the pod
 */
public record Place(String address, List<Front> fronts) {
  /**
   * An address of a load balancer.
   *
   * @param address the address
   * @param port the port there
   * @param target the port of the pod that it leads to
   */
  public record Front(String address, int port, int target) {}

  public Place {
    fronts = List.copyOf(fronts);
  }
}
