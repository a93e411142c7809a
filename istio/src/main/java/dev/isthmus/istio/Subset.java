package dev.isthmus.istio;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named part of a host's endpoints: those with all of these labels.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset">Subset</a>
 */
public record Subset(
    Map<String, String> labels, String name, @Nullable TrafficPolicy trafficPolicy) {
  public Subset {
    labels = Absent.map(labels);
    name = Absent.text(name);
  }
}
