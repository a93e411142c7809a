package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * The object that a policy is attached to.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference">PolicyTargetReference</a>
 */
@RecordBuilder
public record PolicyTargetReference(String group, String kind, String name, String namespace) {
  public PolicyTargetReference {
    group = Absent.text(group);
    kind = Absent.text(kind);
    name = Absent.text(name);
    namespace = Absent.text(namespace);
  }
}
