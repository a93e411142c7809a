package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * How requests to hosts are routed, in sidecars ({@code mesh}) and gateways.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService">VirtualService</a>
 */
@RecordBuilder
public record VirtualService(
    List<String> exportTo,
    List<String> gateways,
    List<String> hosts,
    List<HttpRoute> http,
    List<TcpRoute> tcp,
    List<TlsRoute> tls)
    implements IstioSpec {
  public VirtualService {
    exportTo = Absent.list(exportTo);
    gateways = Absent.list(gateways);
    hosts = Absent.list(hosts);
    http = Absent.list(http);
    tcp = Absent.list(tcp);
    tls = Absent.list(tls);
  }

  @Override
  public IstioKind kind() {
    return IstioKind.VIRTUAL_SERVICE;
  }
}
