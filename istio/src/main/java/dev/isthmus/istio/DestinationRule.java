package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a host is called once routing is decided: subsets, TLS, load balancing, limits.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule">DestinationRule</a>
 */
@RecordBuilder
public record DestinationRule(
    List<String> exportTo,
    String host,
    List<Subset> subsets,
    @Nullable TrafficPolicy trafficPolicy,
    @Nullable LabelSelector workloadSelector)
    implements IstioSpec {
  public DestinationRule {
    exportTo = Absent.list(exportTo);
    host = Absent.text(host);
    subsets = Absent.list(subsets);
  }

  @Override
  public IstioKind kind() {
    return IstioKind.DESTINATION_RULE;
  }
}
