package dev.isthmus.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.core.ConfigMap;
import dev.isthmus.api.core.Istiod;
import dev.isthmus.api.core.Workload;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.cli.mesh.MeshConfigYaml;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The trust domain of a cluster's workloads, as its istiods' mesh configurations say it. */
final class TrustDomains {
  private final KubeObjects cluster;
  private final ResourceReader reader = new ResourceReader();

  TrustDomains(KubeObjects cluster) {
    this.cluster = cluster;
  }

  /**
   * The one trust domain; empty when there is no istiod.
   *
   * @throws IOException when istiods of several revisions have several, or when it cannot be read
   */
  String find(String name) throws IOException {
    SortedSet<String> domains = new TreeSet<>();
    for (ObjectNode object : cluster.list(ObjectKind.DEPLOYMENT)) {
      Istiod istiod = istiod(name, object).orElse(null);
      if (istiod != null) {
        domains.add(MeshConfigYaml.of(config(istiod.meshConfig())).trustDomain());
      }
    }
    if (domains.size() > 1) {
      throw new IOException(
          "%s: its istiods have several trust domains (%s): say which one holds by --trust-domain"
              .formatted(cluster.context(), String.join(", ", domains)));
    }
    return domains.isEmpty() ? "" : domains.first();
  }

  private Optional<Istiod> istiod(String name, ObjectNode object) {
    return reader
        .read(name, object)
        .resource()
        .filter(Workload.class::isInstance)
        .map(Workload.class::cast)
        .flatMap(Istiod::of);
  }

  private @Nullable ConfigMap config(ObjectKey key) throws KubeException {
    return cluster
        .find(ObjectKind.CONFIG_MAP, key.namespace(), key.name())
        .flatMap(object -> reader.read(key.cluster(), object).resource())
        .filter(ConfigMap.class::isInstance)
        .map(ConfigMap.class::cast)
        .orElse(null);
  }
}
