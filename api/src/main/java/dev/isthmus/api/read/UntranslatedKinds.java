package dev.isthmus.api.read;

import dev.isthmus.api.ObjectKind;
import java.util.List;

/** The users' kinds that are known and not translated. */
public final class UntranslatedKinds {
  /** All, sorted. */
  public static final List<ObjectKind> ALL =
      Schema.table().kinds().stream()
          .filter(kind -> kind.resource() == null)
          .map(KindSchema::kind)
          .sorted()
          .toList();

  private UntranslatedKinds() {}
}
