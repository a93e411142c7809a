package dev.isthmus.cli.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.isthmus.api.core.ConfigMap;
import dev.isthmus.cli.files.ObjectFile;
import dev.isthmus.envoy.MeshSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an istiod's mesh configuration (MeshConfig, as YAML under {@code mesh} of its ConfigMap)
 * changes what proxies get. What is absent has Istio's default. A text that is no YAML counts as
 * empty, as {@code translate} takes it.
 */
public final class MeshConfigYaml {
  private static final String DEFAULT_TRUST_DOMAIN = "cluster.local";

  private final JsonNode mesh;

  private MeshConfigYaml(JsonNode mesh) {
    this.mesh = mesh;
  }

  /** Reads a ConfigMap; null is one that is not there. */
  public static MeshConfigYaml of(@Nullable ConfigMap map) {
    String text = map == null ? "" : map.data().getOrDefault("mesh", "");
    try {
      List<JsonNode> documents = ObjectFile.parse(text);
      return new MeshConfigYaml(
          documents.isEmpty() ? MissingNode.getInstance() : documents.getFirst());
    } catch (IOException e) {
      return new MeshConfigYaml(MissingNode.getInstance());
    }
  }

  /** The trust domain. */
  public String trustDomain() {
    return text("trustDomain", DEFAULT_TRUST_DOMAIN);
  }

  /**
   * The settings.
   *
   * @param namespace the istiod's namespace: the root namespace, unless it names another
   * @param domain the cluster's DNS domain
   * @param selectWorkloadEntries whether WorkloadEntries are endpoints of Services
   */
  MeshSettings settings(String namespace, String domain, boolean selectWorkloadEntries) {
    String mode = mesh.path("outboundTrafficPolicy").path("mode").asText("ALLOW_ANY");
    return new MeshSettings(
        trustDomain(),
        texts("trustDomainAliases"),
        text("rootNamespace", namespace),
        domain,
        !mode.equals("REGISTRY_ONLY"),
        selectWorkloadEntries,
        new MeshSettings.DefaultExports(
            Set.copyOf(texts("defaultServiceExportTo")),
            Set.copyOf(texts("defaultVirtualServiceExportTo")),
            Set.copyOf(texts("defaultDestinationRuleExportTo"))),
        mesh.path("proxyHttpPort").asInt(0),
        false);
  }

  private String text(String field, String absent) {
    String value = mesh.path(field).asText("");
    return value.isEmpty() ? absent : value;
  }

  private List<String> texts(String field) {
    List<String> result = new ArrayList<>();
    mesh.path(field).forEach(value -> result.add(value.asText()));
    return result;
  }
}
