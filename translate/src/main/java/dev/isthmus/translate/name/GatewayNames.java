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

  /**
   * The name of the Gateway that an object has for a gateway service.
   *
   * @param object the VirtualGateway, or the WorkspaceSettings
   * @param service the gateway service
   * @param home the admin namespace
   * @param workspace the workspace translated for; empty when the service's namespace is in none
   */
  public static String of(ObjectRef object, ObjectKey service, Management home, String workspace) {
    ObjectKey key = object.key();
    return Names.of(
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
            workspace.isEmpty() ? home.namespace() : workspace));
  }
}
