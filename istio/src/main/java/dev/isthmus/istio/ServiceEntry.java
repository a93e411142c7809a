package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host that the mesh knows beside its own services: its ports, virtual addresses and endpoints.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry">ServiceEntry</a>
 */
@RecordBuilder
public record ServiceEntry(
    List<String> addresses,
    List<WorkloadEntry> endpoints,
    List<String> exportTo,
    List<String> hosts,
    Location location,
    List<ServicePort> ports,
    Resolution resolution,
    List<String> subjectAltNames,
    @Nullable WorkloadSelector workloadSelector)
    implements IstioSpec {
  public ServiceEntry {
    addresses = Absent.list(addresses);
    endpoints = Absent.list(endpoints);
    exportTo = Absent.list(exportTo);
    hosts = Absent.list(hosts);
    location = Absent.constant(location, Location.MESH_EXTERNAL);
    ports = Absent.list(ports);
    resolution = Absent.constant(resolution, Resolution.NONE);
    subjectAltNames = Absent.list(subjectAltNames);
  }

  @Override
  public IstioKind kind() {
    return IstioKind.SERVICE_ENTRY;
  }

  /** Whether the host's workloads are part of the mesh. */
  public enum Location {
    MESH_EXTERNAL,
    MESH_INTERNAL
  }

  /** How a proxy finds the addresses of the host. */
  public enum Resolution {
    NONE,
    STATIC,
    DNS,
    DNS_ROUND_ROBIN,
    DYNAMIC_DNS
  }
}
