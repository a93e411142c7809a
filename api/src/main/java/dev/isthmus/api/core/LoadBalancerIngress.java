package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

/**
 * An address of a load balancer. One of the two is set.
 *
 * @param ip an IP address, or empty
 * @param hostname a name, or empty
 */
public record LoadBalancerIngress(String ip, String hostname) {

  public LoadBalancerIngress {
    requireNonNull(ip, "ip");
    requireNonNull(hostname, "hostname");
  }
}
