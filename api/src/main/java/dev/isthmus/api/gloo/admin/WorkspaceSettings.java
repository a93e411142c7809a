package dev.isthmus.api.gloo.admin;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;

/** What a workspace shares, and the options of its services. */
public record WorkspaceSettings(Meta meta, WorkspaceSettingsSpec spec) implements Resource {

  public WorkspaceSettings {
    requireNonNull(meta, "meta");
    requireNonNull(spec, "spec");
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.WORKSPACE_SETTINGS;
  }
}
