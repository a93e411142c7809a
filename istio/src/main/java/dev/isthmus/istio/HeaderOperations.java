package dev.isthmus.istio;

import java.util.List;
import java.util.Map;

/**
 * Headers that are added, removed or set.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-HeaderOperations">Headers-HeaderOperations</a>
 */
public record HeaderOperations(
    Map<String, String> add, List<String> remove, Map<String, String> set) {
  public HeaderOperations {
    add = Absent.map(add);
    remove = Absent.list(remove);
    set = Absent.map(set);
  }
}
