package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sidecars of a namespace or of some workloads see, and which ports they open.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/sidecar/#Sidecar">Sidecar</a>
 */
@RecordBuilder
public record Sidecar(
    List<Egress> egress,
    @Nullable ConnectionPoolSettings inboundConnectionPool,
    List<Ingress> ingress,
    @Nullable OutboundTrafficPolicy outboundTrafficPolicy,
    @Nullable WorkloadSelector workloadSelector)
    implements IstioSpec {
  public Sidecar {
    egress = Absent.list(egress);
    ingress = Absent.list(ingress);
  }

  @Override
  public IstioKind kind() {
    return IstioKind.SIDECAR;
  }

  /** How traffic gets to a listener. */
  public enum CaptureMode {
    DEFAULT,
    IPTABLES,
    NONE
  }

  /** Hosts that are visible, written {@code namespace/host}, all of them or on one port. */
  @RecordBuilder
  public record Egress(
      String bind, CaptureMode captureMode, List<String> hosts, @Nullable ServerPort port) {
    public Egress {
      bind = Absent.text(bind);
      captureMode = Absent.constant(captureMode, CaptureMode.DEFAULT);
      hosts = Absent.list(hosts);
    }
  }

  /** A port of the workload that is open to others. */
  @RecordBuilder
  public record Ingress(
      String bind,
      CaptureMode captureMode,
      @Nullable ConnectionPoolSettings connectionPool,
      String defaultEndpoint,
      @Nullable ServerPort port,
      @Nullable ServerTlsSettings tls) {
    public Ingress {
      bind = Absent.text(bind);
      captureMode = Absent.constant(captureMode, CaptureMode.DEFAULT);
      defaultEndpoint = Absent.text(defaultEndpoint);
    }
  }

  /** What happens to traffic for hosts that are not visible. */
  public record OutboundTrafficPolicy(@Nullable Destination egressProxy, Mode mode) {
    public OutboundTrafficPolicy {
      mode = Absent.constant(mode, Mode.REGISTRY_ONLY);
    }

    /** Whether it is refused or passed on. */
    public enum Mode {
      REGISTRY_ONLY,
      ALLOW_ANY
    }
  }
}
