package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;

/**
 * Conditions of a TLS connection that all must hold.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes">TLSMatchAttributes</a>
 */
@RecordBuilder
public record TlsMatchAttributes(
    List<String> destinationSubnets,
    List<String> gateways,
    int port,
    List<String> sniHosts,
    Map<String, String> sourceLabels,
    String sourceNamespace) {
  public TlsMatchAttributes {
    destinationSubnets = Absent.list(destinationSubnets);
    gateways = Absent.list(gateways);
    sniHosts = Absent.list(sniHosts);
    sourceLabels = Absent.map(sourceLabels);
    sourceNamespace = Absent.text(sourceNamespace);
  }
}
