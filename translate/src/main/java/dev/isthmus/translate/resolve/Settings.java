package dev.isthmus.translate.resolve;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.gloo.admin.EastWestGatewaySelector;
import dev.isthmus.api.gloo.admin.Federation;
import dev.isthmus.api.gloo.admin.WorkspaceObjectSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that hold for a workspace: its own, with the options of {@code global} over them,
 * field by field (API reference, 8.1).
 *
 * @param own its WorkspaceSettings object; null when it has none
 * @param importFrom what it imports
 * @param exportTo what it exports
 * @param federation its federation; null: none
 * @param federationFrom the object that a reader changes to change the federation; null when there
 *     is none
 * @param gateways which east-west gateways it uses
 */
public record Settings(
    @Nullable ObjectRef own,
    List<WorkspaceObjectSelector> importFrom,
    List<WorkspaceObjectSelector> exportTo,
    @Nullable Federation federation,
    @Nullable ObjectRef federationFrom,
    GatewaySource gateways) {

  public Settings {
    importFrom = List.copyOf(importFrom);
    exportTo = List.copyOf(exportTo);
  }

  /**
   * Which east-west gateways: the same source gives the same gateways, so they are resolved once
   * for all workspaces of it.
   *
   * @param id {@code global}, {@code default}, or {@code workspace/} and its name
   * @param object the settings that chose them; null: Istio's convention did
   * @param selectors how they are selected
   */
  public record GatewaySource(
      String id, @Nullable ObjectRef object, List<EastWestGatewaySelector> selectors) {
    public GatewaySource {
      selectors = List.copyOf(selectors);
    }
  }
}
