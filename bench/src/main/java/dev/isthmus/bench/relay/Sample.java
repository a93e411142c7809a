package dev.isthmus.bench.relay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.DesiredObject;

/** Objects of the size of a generated ServiceEntry. */
final class Sample {
  private static final ObjectKind KIND =
      new ObjectKind("networking.istio.io", "v1beta1", "ServiceEntry");

  private Sample() {}

  /** An object of this number; each turn gives it another content. */
  static DesiredObject entry(String cluster, int number, int turn) {
    String name = "service-" + number + "-front-0123456789";
    String proof = "p".repeat(44);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", KIND.apiVersion()).put("kind", KIND.kind());
    ObjectNode metadata = json.putObject("metadata");
    metadata.put("name", name).put("namespace", "shop");
    ObjectNode labels = metadata.putObject("labels");
    for (String part : new String[] {"cluster", "group", "kind", "name", "namespace", "version"}) {
      labels.put("context.mesh.gloo.solo.io/" + part, part + "-of-it");
      labels.put("gloo.solo.io/parent_" + part, part + "-of-its-parent");
    }
    metadata
        .putObject("annotations")
        .put(DesiredObject.HASH, "h" + turn)
        .put(DesiredObject.PROOF, proof)
        .put("isthmus.dev/sources", "cluster-1,cluster-2,mgmt");
    ObjectNode spec = json.putObject("spec");
    spec.putArray("hosts").add(name + ".global");
    spec.putArray("addresses").add("240.0.0." + number % 256);
    spec.putArray("ports").addObject().put("number", 8080).put("name", "http-8080");
    spec.putArray("subjectAltNames").add("spiffe://cluster-2/ns/shop/sa/" + name);
    ObjectNode endpoint = spec.putArray("endpoints").addObject();
    endpoint.put("address", "172.20.1." + number % 256).put("locality", "region-1");
    endpoint.putObject("ports").put("http-8080", 15443);
    ObjectRef ref = new ObjectRef(KIND, new ObjectKey(cluster, "shop", name));
    return new DesiredObject(ref, proof, "h" + turn, json);
  }
}
