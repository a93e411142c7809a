package dev.isthmus.envoy.proto;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import java.util.Map;
import java.util.TreeMap;

/** What Istio notes on resources under the name {@code istio}: where they come from. */
public final class IstioMetadata {
  public static final String KEY = "istio";

  private IstioMetadata() {}

  /** Metadata with fields added to those of {@code istio}. */
  public static Metadata with(Metadata metadata, Map<String, Value> fields) {
    Struct present = metadata.getFilterMetadataOrDefault(KEY, Struct.getDefaultInstance());
    Map<String, Value> all = new TreeMap<>(present.getFieldsMap());
    all.putAll(fields);
    return metadata.toBuilder()
        .putFilterMetadata(KEY, Struct.newBuilder().putAllFields(all).build())
        .build();
  }

  /** The path of the object that a resource was made from. */
  public static Value config(String kind, String namespace, String name) {
    return Protos.text(
        "/apis/networking.istio.io/v1/namespaces/" + namespace + "/" + kind + "/" + name);
  }
}
