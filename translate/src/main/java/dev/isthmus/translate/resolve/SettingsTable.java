package dev.isthmus.translate.resolve;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Labels;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.gloo.admin.EastWestGatewaySelector;
import dev.isthmus.api.gloo.admin.Federation;
import dev.isthmus.api.gloo.admin.WorkspaceOptions;
import dev.isthmus.api.gloo.admin.WorkspaceSettings;
import dev.isthmus.api.gloo.selector.ObjectSelector;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that hold for each workspace: its oldest WorkspaceSettings, and {@code global}'s
 * options over them.
 */
public final class SettingsTable {

  /** The name of the settings in the admin namespace whose options hold for all. */
  static final String GLOBAL = "global";

  /** Istio's convention for east-west gateways, when no settings say otherwise. */
  private static final List<EastWestGatewaySelector> BY_CONVENTION =
      List.of(
          new EastWestGatewaySelector(
              new ObjectSelector(Labels.of("istio", "eastwestgateway"), "", "", "", ""),
              null,
              null,
              List.of()));

  /** Of each workspace. */
  public final Table<String, Settings> table;

  /** The WorkspaceSettings that count. */
  public final ConfigObjects<WorkspaceSettings> own;

  private final Table<One, WorkspaceSettings> global;
  private final Findings findings;

  public SettingsTable(
      GraphBuilder graph,
      Inputs inputs,
      Clusters clusters,
      Workspaces workspaces,
      Findings findings) {
    this.findings = findings;
    table = graph.table("settings");
    global = graph.table("global settings");
    own =
        new ConfigObjects<>(
            graph,
            "WorkspaceSettings",
            inputs.settings,
            workspaces,
            findings,
            WorkspaceSettings::spec,
            key -> key.name().equals(GLOBAL));
    graph
        .rule("the settings named global in the admin namespace hold for all")
        .from(inputs.settings)
        .uses(clusters.management)
        .emits(global)
        .each((key, settings, in, out) ->
            global(key, settings, in.get(clusters.management, One.ONE), out));
    graph
        .rule("the settings of a workspace are its oldest, with global's options over them")
        .from(workspaces.table)
        .uses(own.byWorkspace, global)
        .emits(table, findings.table)
        .each((workspace, info, in, out) -> settle(workspace, in, out));
  }

  private void global(
      ObjectKey key, WorkspaceSettings settings, @Nullable Management home, Out out) {
    if (home != null
        && key.name().equals(GLOBAL)
        && key.cluster().equals(home.cluster())
        && key.namespace().equals(home.namespace())) {
      out.put(global, One.ONE, settings);
    }
  }

  private void settle(String workspace, In in, Out out) {
    WorkspaceSettings oldest = null;
    for (Entry<ObjectKey, Owned<WorkspaceSettings>> entry : in.get(own.byWorkspace, workspace)) {
      WorkspaceSettings candidate = entry.value().object();
      if (candidate.name().equals(GLOBAL) && candidate.equals(in.get(global, One.ONE))) {
        continue;
      }
      if (oldest == null) {
        oldest = candidate;
      } else if (Age.of(candidate.meta()).compareTo(Age.of(oldest.meta())) < 0) {
        second(workspace, oldest, candidate, out);
        oldest = candidate;
      } else {
        second(workspace, candidate, oldest, out);
      }
    }
    out.put(table, workspace, merge(workspace, oldest, in.get(global, One.ONE)));
  }

  private void second(
      String workspace, WorkspaceSettings loser, WorkspaceSettings winner, Out out) {
    findings.put(
        out,
        new Finding(
            Reason.SECOND_SETTINGS,
            loser.ref(),
            "",
            "Workspace " + workspace + " has older settings: " + winner.ref() + ".",
            "Those count; nothing of this object does.",
            "Put what is needed into the older settings, and delete this object."));
  }

  private static Settings merge(
      String workspace, @Nullable WorkspaceSettings own, @Nullable WorkspaceSettings global) {
    WorkspaceOptions ours = own == null ? null : own.spec().options();
    WorkspaceOptions theirs = global == null ? null : global.spec().options();
    Federation federation =
        mergeFederation(
            ours == null ? null : ours.federation(), theirs == null ? null : theirs.federation());
    return new Settings(
        own == null ? null : own.ref(),
        own == null ? List.of() : own.spec().importFrom(),
        own == null ? List.of() : own.spec().exportTo(),
        federation,
        federation == null ? null : federationFrom(own, global),
        gateways(workspace, own, global));
  }

  private static @Nullable Federation mergeFederation(
      @Nullable Federation own, @Nullable Federation global) {
    if (own == null || global == null) {
      return own == null ? global : own;
    }
    return new Federation(
        own.enabled() || global.enabled(),
        global.hostSuffix().isEmpty() ? own.hostSuffix() : global.hostSuffix(),
        global.serviceSelector().isEmpty() ? own.serviceSelector() : global.serviceSelector(),
        global.ports().isEmpty() ? own.ports() : global.ports());
  }

  private static @Nullable ObjectRef federationFrom(
      @Nullable WorkspaceSettings own, @Nullable WorkspaceSettings global) {
    WorkspaceOptions ours = own == null ? null : own.spec().options();
    if (own != null && ours != null && ours.federation() != null) {
      return own.ref();
    }
    return global == null ? null : global.ref();
  }

  private static Settings.GatewaySource gateways(
      String workspace, @Nullable WorkspaceSettings own, @Nullable WorkspaceSettings global) {
    List<EastWestGatewaySelector> ofAll = selectors(global);
    if (global != null && !ofAll.isEmpty()) {
      return new Settings.GatewaySource(GLOBAL, global.ref(), ofAll);
    }
    List<EastWestGatewaySelector> ofOwn = selectors(own);
    if (own != null && !ofOwn.isEmpty()) {
      return new Settings.GatewaySource("workspace/" + workspace, own.ref(), ofOwn);
    }
    return new Settings.GatewaySource("default", null, BY_CONVENTION);
  }

  private static List<EastWestGatewaySelector> selectors(@Nullable WorkspaceSettings settings) {
    WorkspaceOptions options = settings == null ? null : settings.spec().options();
    return options == null ? List.of() : options.eastWestGateways();
  }
}
