package dev.isthmus.translate.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.testing.Cases;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.RandomEnvironment;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.support.Observed;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A workspace that shares nothing can be changed in any way, and neither a byte nor a finding of
 * the others changes. What is its own: outputs in its namespaces or caused by objects there,
 * findings about objects there or about the Workspace itself. The one shared thing is an east-west
 * gateway's list of hosts: the gateways' team sees that a host is let in. Its entries of the
 * secluded workspace's hosts are left out before comparing.
 */
final class NoLeakTest {

  @Test
  void privateObjectsOfOneWorkspaceChangeNothingOfAnother() {
    new Cases(RandomEnvironment::secluded)
        .check(scenario -> {
          List<String> own = RandomEnvironment.secludedNamespaces(scenario.seed());
          String workspace = RandomEnvironment.secludedWorkspace(scenario.seed());
          Translation before = Observed.translate(scenario.objects());
          Translation after = Observed.translate(scenario.last());
          assertThat(others(after, own)).isEqualTo(others(before, own));
          assertThat(findings(after, own, workspace)).isEqualTo(findings(before, own, workspace));
        });
  }

  @Test
  void withoutItsObjectsTheOthersAreTheSame() {
    new Cases(RandomEnvironment::secluded)
        .check(scenario -> {
          List<String> own = RandomEnvironment.secludedNamespaces(scenario.seed());
          String workspace = RandomEnvironment.secludedWorkspace(scenario.seed());
          SortedMap<ObjectId, ObjectNode> rest = new TreeMap<>(scenario.objects());
          rest.keySet().removeIf(id -> own.contains(id.namespace()));
          Translation all = Observed.translate(scenario.objects());
          Translation without = Observed.translate(rest);
          assertThat(others(without, own)).isEqualTo(others(all, own));
          assertThat(findings(without, own, workspace)).isEqualTo(findings(all, own, workspace));
        });
  }

  private static SortedMap<String, String> others(Translation translation, List<String> own) {
    var others = new TreeMap<String, String>();
    for (Output output : translation.outputs().values()) {
      if (!own.contains(output.key().namespace())
          && !own.contains(output.parent().key().namespace())) {
        ObjectNode json = OutputJson.write(output);
        boolean gateway = withoutHostsOf(own, json);
        if (!gateway) {
          others.put(output.key().toString(), json + " " + output.provenance());
        } else if (json.at("/spec/servers/0/hosts").size() > 0) {
          others.put(output.key().toString(), json.toString());
        }
      }
    }
    return others;
  }

  /**
   * Takes these namespaces' hosts out of a Gateway that passes TLS through; false for any other
   * object.
   */
  private static boolean withoutHostsOf(List<String> own, ObjectNode object) {
    boolean passthrough = false;
    for (JsonNode server : object.at("/spec/servers")) {
      if (server.at("/tls/mode").asText().equals("AUTO_PASSTHROUGH")
          && server.path("hosts") instanceof ArrayNode hosts) {
        passthrough = true;
        for (int i = hosts.size() - 1; i >= 0; i--) {
          String host = hosts.get(i).asText();
          if (own.stream().anyMatch(namespace -> host.contains("." + namespace + ".svc."))) {
            hosts.remove(i);
          }
        }
      }
    }
    return passthrough;
  }

  private static List<Finding> findings(
      Translation translation, List<String> own, String workspace) {
    return translation.findings().stream()
        .filter(f -> !own.contains(f.object().key().namespace()))
        .filter(f -> !isOfTheAdmins(f.object()))
        .filter(f ->
            !(f.object().kind().equals(ObjectKind.WORKSPACE)
                && f.object().key().name().equals(workspace)))
        .toList();
  }

  /**
   * Clusters and global settings are read by those who run the mesh, and may speak of all of it.
   */
  private static boolean isOfTheAdmins(ObjectRef object) {
    return object.kind().equals(ObjectKind.KUBERNETES_CLUSTER)
        || (object.kind().equals(ObjectKind.WORKSPACE_SETTINGS)
            && object.key().namespace().equals("gloo-mesh"));
  }
}
