package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;

/**
 * One endpoint: an address with its labels, its locality {@code region/zone/subzone} and its port
 * per port name.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry">WorkloadEntry</a>
 */
@RecordBuilder
public record WorkloadEntry(
    String address,
    Map<String, String> labels,
    String locality,
    String network,
    Map<String, Integer> ports,
    String serviceAccount,
    int weight)
    implements IstioSpec {
  public WorkloadEntry {
    address = Absent.text(address);
    labels = Absent.map(labels);
    locality = Absent.text(locality);
    network = Absent.text(network);
    ports = Absent.map(ports);
    serviceAccount = Absent.text(serviceAccount);
  }

  @Override
  public IstioKind kind() {
    return IstioKind.WORKLOAD_ENTRY;
  }
}
