package dev.isthmus.api.gloo.admin;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;

/** Which namespaces of which clusters form one team's unit. */
public record Workspace(Meta meta, WorkspaceSpec spec) implements Resource {

  public Workspace {
    requireNonNull(meta, "meta");
    requireNonNull(spec, "spec");
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.WORKSPACE;
  }
}
