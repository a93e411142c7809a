package dev.isthmus.translate.name;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.translate.resolve.Management;

/**
 * Names of generated Gateways: they hash to the digits that lab 8 shows
 * (docs/translation.md#virtual-gateway).
 */
public final class GatewayNames {

  private GatewayNames() {}

  /** What can be equal of two objects' Gateways for one gateway service. */
  public static String text(ObjectRef object) {
    ObjectKey key = object.key();
    return String.join("-", object.kind().kind(), key.name(), key.namespace(), key.cluster());
  }

  /**
   * The name of the Gateway that an object has for a gateway service.
   *
   * @param object the VirtualGateway, or the WorkspaceSettings
   * @param service the gateway service
   * @param home the admin namespace
   * @param workspace the workspace translated for; empty when the service's namespace is in none
   * @param younger whether an older object came out with the same name
   */
  public static String of(
      ObjectRef object, ObjectKey service, Management home, String workspace, boolean younger) {
    ObjectKey key = object.key();
    String pattern =
        String.join(
            "-",
            object.kind().kind(),
            key.name(),
            key.namespace(),
            key.cluster(),
            service.name(),
            service.namespace(),
            service.cluster(),
            home.namespace(),
            service.cluster(),
            workspace.isEmpty() ? home.namespace() : workspace);
    return younger ? Names.ofYounger(pattern, key.toString()) : Names.of(pattern);
  }
}
