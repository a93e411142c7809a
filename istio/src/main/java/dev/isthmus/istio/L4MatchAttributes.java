package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;

/**
 * Conditions of a TCP connection that all must hold.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes">L4MatchAttributes</a>
 */
@RecordBuilder
public record L4MatchAttributes(
    List<String> destinationSubnets,
    List<String> gateways,
    int port,
    Map<String, String> sourceLabels,
    String sourceNamespace,
    String sourceSubnet) {
  public L4MatchAttributes {
    destinationSubnets = Absent.list(destinationSubnets);
    gateways = Absent.list(gateways);
    sourceLabels = Absent.map(sourceLabels);
    sourceNamespace = Absent.text(sourceNamespace);
    sourceSubnet = Absent.text(sourceSubnet);
  }
}
