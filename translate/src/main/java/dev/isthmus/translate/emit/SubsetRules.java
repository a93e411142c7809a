package dev.isthmus.translate.emit;

import dev.isthmus.api.Labels;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.Subset;
import dev.isthmus.translate.name.SubsetNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rule that declares subsets of a host (labs 9 and 11). */
final class SubsetRules {

  private SubsetRules() {}

  static DestinationRule of(String host, List<String> exportTo, Collection<Labels> subsets) {
    return new DestinationRule(exportTo, host, declared(subsets), null, null);
  }

  static List<Subset> declared(Collection<Labels> subsets) {
    List<Subset> declared = new ArrayList<>(subsets.size());
    for (Labels labels : subsets) {
      declared.add(new Subset(labels, SubsetNames.of(labels), null));
    }
    return List.copyOf(declared);
  }
}
