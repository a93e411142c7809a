package dev.isthmus.translate.resolve;

import dev.isthmus.api.ObjectKey;
import java.util.List;

/**
 * The identities that answer for the services of one name and namespace of a workspace.
 *
 * @param names sorted SPIFFE identities; never empty
 * @param services the services whose workloads have them, one a cluster at most
 */
public record Identities(List<String> names, List<ObjectKey> services) {
  public Identities {
    names = List.copyOf(names);
    services = List.copyOf(services);
  }
}
