package dev.isthmus.bench.fed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.Gateway;
import io.fabric8.istio.api.networking.v1.ServiceEntry;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.security.v1.AuthorizationPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The floor: outputs as the objects of fabric8's Istio model, which know nothing of the product,
 * and what Jackson needs to write them.
 */
public final class Foreign {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<IstioKind, Class<? extends HasMetadata>> TYPES =
      Map.of(
          IstioKind.AUTHORIZATION_POLICY, AuthorizationPolicy.class,
          IstioKind.DESTINATION_RULE, DestinationRule.class,
          IstioKind.GATEWAY, Gateway.class,
          IstioKind.SERVICE_ENTRY, ServiceEntry.class,
          IstioKind.VIRTUAL_SERVICE, VirtualService.class);

  private Foreign() {}

  /** The same objects in fabric8's types. */
  public static List<HasMetadata> of(Collection<Output> outputs) throws IOException {
    var objects = new HasMetadata[outputs.size()];
    int i = 0;
    for (Output output : outputs) {
      objects[i++] = JSON.treeToValue(OutputJson.write(output), TYPES.get(output.key().kind()));
    }
    return List.of(objects);
  }

  /**
   * Makes sure that the floor is honest.
   *
   * @throws IllegalStateException if one of the objects is not written as the same JSON
   */
  static void requireSame(List<Output> outputs, List<HasMetadata> objects) throws IOException {
    for (int i = 0; i < outputs.size(); i++) {
      JsonNode ours = JSON.readTree(OutputJson.bytes(outputs.get(i)));
      JsonNode theirs = JSON.readTree(JSON.writeValueAsBytes(objects.get(i)));
      if (!ours.equals(theirs)) {
        throw new IllegalStateException(theirs + " instead of " + ours);
      }
    }
  }

  /** Bytes that Jackson writes for the objects. */
  public static long write(List<HasMetadata> objects) throws IOException {
    return Serializer.write(objects, JSON);
  }
}
