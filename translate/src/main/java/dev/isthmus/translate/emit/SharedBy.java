package dev.isthmus.translate.emit;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.translate.Contribution;
import dev.isthmus.translate.Contribution.Role;

/** That settings let one workspace see what another has. */
final class SharedBy {

  private SharedBy() {}

  static Contribution contribution(ObjectRef settings) {
    return new Contribution(
        Role.FOR, settings, "shares it between workspaces", "importFrom, exportTo");
  }
}
