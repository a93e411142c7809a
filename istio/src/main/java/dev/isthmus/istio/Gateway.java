package dev.isthmus.istio;

import java.util.List;
import java.util.Map;

/**
 * The servers that gateway pods open: ports, hosts and TLS.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway">Gateway</a>
 */
public record Gateway(Map<String, String> selector, List<Server> servers) implements IstioSpec {
  public Gateway {
    selector = Absent.map(selector);
    servers = Absent.list(servers);
  }

  @Override
  public IstioKind kind() {
    return IstioKind.GATEWAY;
  }
}
