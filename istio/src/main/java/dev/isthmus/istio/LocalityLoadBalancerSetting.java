package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How traffic is spread over localities; at most one of {@code distribute}, {@code failover};
 * {@code failoverPriority} orders by labels.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting">LocalityLoadBalancerSetting</a>
 */
@RecordBuilder
public record LocalityLoadBalancerSetting(
    List<Distribute> distribute,
    @Nullable Boolean enabled,
    List<Failover> failover,
    List<String> failoverPriority) {
  public LocalityLoadBalancerSetting {
    distribute = Absent.list(distribute);
    failover = Absent.list(failover);
    failoverPriority = Absent.list(failoverPriority);
  }

  /** Percentages per destination locality for traffic of one locality. */
  public record Distribute(String from, Map<String, Integer> to) {
    public Distribute {
      from = Absent.text(from);
      to = Absent.map(to);
    }
  }

  /** The region that takes over for another. */
  public record Failover(String from, String to) {
    public Failover {
      from = Absent.text(from);
      to = Absent.text(to);
    }
  }
}
