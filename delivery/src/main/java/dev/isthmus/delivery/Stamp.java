package dev.isthmus.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * The hash of a generated object, as an annotation of it: over labels, annotations and spec, but
 * not the proof and the hash. It tells whether what is there is what was wanted, whatever else
 * others have put on the object.
 */
public final class Stamp {
  /** The first 128 bits of SHA-256, in hex. */
  public static final String ANNOTATION = "isthmus.dev/hash";

  private Stamp() {}

  /** The object with its hash. */
  public static IstioObject stamped(IstioObject object) {
    TreeMap<String, String> annotations = new TreeMap<>(object.annotations());
    annotations.remove(Ownership.ANNOTATION);
    annotations.remove(ANNOTATION);
    IstioObject plain =
        new IstioObject(
            object.namespace(), object.name(), object.labels(), annotations, null, object.spec());
    annotations.put(ANNOTATION, hash(IstioJson.write(plain)));
    return new IstioObject(
        object.namespace(), object.name(), object.labels(), annotations, null, object.spec());
  }

  /** The hash that an object carries; empty when it has none. */
  public static String of(IstioObject object) {
    return object.annotations().getOrDefault(ANNOTATION, "");
  }

  private static String hash(ObjectNode object) {
    try {
      byte[] bytes = IstioJson.MAPPER.writeValueAsBytes(object);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a tree can be written, and every JDK has SHA-256", e);
    }
  }
}
