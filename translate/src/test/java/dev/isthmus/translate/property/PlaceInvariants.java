package dev.isthmus.translate.property;

import static dev.isthmus.translate.property.Invariant.must;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.Namespace;
import dev.isthmus.api.gloo.admin.KubernetesCluster;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Outputs and findings are about what is there. */
final class PlaceInvariants {
  private PlaceInvariants() {}

  static void everyObjectHasAPlace(List<Resource> resources, Translation translation) {
    Set<String> places = new HashSet<>();
    for (Resource resource : resources) {
      places.add(resource.cluster() + "/" + resource.namespace());
      if (resource instanceof Namespace) {
        places.add(resource.cluster() + "/" + resource.name());
      } else if (resource instanceof KubernetesCluster) {
        places.add(resource.name());
      }
    }
    for (OutputKey key : translation.outputs().keySet()) {
      must(places.contains(key.cluster()), "an object is in a registered cluster", key);
      must(
          places.contains(key.cluster() + "/" + key.namespace()),
          "an object is in a namespace that is there",
          key);
    }
  }

  static void findingsSpeakOfWhatIsThere(List<Resource> resources, Translation translation) {
    Set<ObjectRef> there = new HashSet<>();
    resources.forEach(resource -> there.add(resource.ref()));
    for (Finding finding : translation.findings()) {
      must(there.contains(finding.object()), "a finding's object is there", finding);
      must(
          !finding.what().isBlank() && !finding.why().isBlank() && !finding.remedy().isBlank(),
          "a finding says what, why and what to do",
          finding);
    }
  }
}
