package dev.isthmus.istio;

import java.util.Map;

/**
 * Which pods and WorkloadEntries of the object's namespace are meant: those with all of these
 * labels.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/sidecar/#WorkloadSelector">WorkloadSelector</a>
 */
public record WorkloadSelector(Map<String, String> labels) {
  public WorkloadSelector {
    labels = Absent.map(labels);
  }
}
