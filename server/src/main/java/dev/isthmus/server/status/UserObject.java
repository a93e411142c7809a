package dev.isthmus.server.status;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import java.util.List;

/**
 * An object of a user, as its cluster holds it.
 *
 * @param uid its uid: another object of the name has another
 * @param generation its generation, 0 when unknown
 * @param translated the generation whose content counts: an older one while the newest cannot be
 *     read; 0: none ever could
 * @param findings what its reader found
 */
public record UserObject(
    ObjectRef ref, String uid, long generation, long translated, List<Finding> findings) {
  public UserObject {
    findings = List.copyOf(findings);
  }
}
