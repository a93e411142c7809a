package dev.isthmus.istio;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which workloads take plain text, mutual TLS, or both.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication">PeerAuthentication</a>
 */
public record PeerAuthentication(
    @Nullable MutualTls mtls,
    Map<String, MutualTls> portLevelMtls,
    @Nullable LabelSelector selector)
    implements IstioSpec {
  public PeerAuthentication {
    portLevelMtls = Absent.map(portLevelMtls);
  }

  @Override
  public IstioKind kind() {
    return IstioKind.PEER_AUTHENTICATION;
  }

  /** The mode of a workload or of one of its ports. */
  public record MutualTls(Mode mode) {
    public MutualTls {
      mode = Absent.constant(mode, Mode.UNSET);
    }
  }

  /** What is taken; {@code UNSET} takes the parent's mode. */
  public enum Mode {
    UNSET,
    DISABLE,
    PERMISSIVE,
    STRICT
  }
}
