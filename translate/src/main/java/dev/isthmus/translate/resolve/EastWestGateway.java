package dev.isthmus.translate.resolve;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import java.util.List;

/**
 * A gateway service that lets other clusters' requests in.
 *
 * @param key the Service
 * @param owner the workspace that owns its namespace; empty when none does
 * @param ambient whether its namespace is in ambient mode: nothing is written to it
 * @param selector the Service's selector: the gateway's pods
 * @param addresses where it is reached from other clusters; empty when it has none yet
 * @param targetPort the pods' port of pass-through TLS; 0 when the Service has no such port
 * @param locality {@code region[/zone[/subzone]]}, as far as its nodes agree; empty when unknown
 */
public record EastWestGateway(
    ObjectKey key,
    String owner,
    boolean ambient,
    Labels selector,
    List<Address> addresses,
    int targetPort,
    String locality) {
  public EastWestGateway {
    addresses = List.copyOf(addresses);
  }

  /**
   * One way to reach it.
   *
   * @param host an IP address or a name
   * @param port the port there
   */
  public record Address(String host, int port) {

    /** Whether the host is a name, which proxies have to look up. */
    public boolean isName() {
      return host.indexOf(':') < 0
          && !host.isEmpty()
          && !host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
  }

  public ObjectRef ref() {
    return new ObjectRef(ObjectKind.SERVICE, key);
  }

  /** Whether other clusters can come in through it. */
  public boolean isReachable() {
    return !ambient && targetPort != 0 && !addresses.isEmpty();
  }
}
