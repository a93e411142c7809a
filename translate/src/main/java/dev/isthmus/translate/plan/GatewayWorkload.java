package dev.isthmus.translate.plan;

import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.istio.Server;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A gateway service that a VirtualGateway selects, with the Gateway generated for it.
 *
 * @param service the Service
 * @param gateway the Gateway's name, in the Service's namespace
 * @param selector the Service's selector, which is the Gateway's
 * @param ports the Service's ports that listeners use, and the Gateway's server ports
 * @param servers the Gateway's servers; without any there is no Gateway
 */
public record GatewayWorkload(
    ObjectKey service,
    String gateway,
    Labels selector,
    SortedMap<Integer, Integer> ports,
    List<Server> servers) {
  public GatewayWorkload {
    ports = Collections.unmodifiableSortedMap(new TreeMap<>(ports));
    servers = List.copyOf(servers);
  }
}
