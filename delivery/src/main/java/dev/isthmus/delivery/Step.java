package dev.isthmus.delivery;

import java.util.List;

/** Changes that may be applied at once, in any order. Never empty; sorted by key. */
public record Step(Phase phase, List<ObjectChange> changes) {
  public Step {
    changes = changes.stream().sorted().toList();
  }
}
