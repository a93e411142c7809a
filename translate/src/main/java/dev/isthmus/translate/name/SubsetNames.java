package dev.isthmus.translate.name;

import dev.isthmus.api.Labels;
import java.util.Map;

/** Names of subsets (labs 9 and 11). */
public final class SubsetNames {

  private SubsetNames() {}

  /** The name of the subset of some labels: {@code version-v3}, keys sorted. */
  public static String of(Labels labels) {
    StringBuilder name = new StringBuilder();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      name.append(name.isEmpty() ? "" : "-")
          .append(label.getKey())
          .append('-')
          .append(label.getValue());
    }
    return Names.of(name.toString());
  }
}
