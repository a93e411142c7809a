package dev.isthmus.istio;

import java.util.Map;

/**
 * Which workloads are meant: those with all of these labels.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/type/workload-selector/#WorkloadSelector">WorkloadSelector</a>
 */
public record LabelSelector(Map<String, String> matchLabels) {
  public LabelSelector {
    matchLabels = Absent.map(matchLabels);
  }
}
