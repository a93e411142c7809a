package dev.isthmus.delivery;

import com.fasterxml.jackson.core.SerializableString;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
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
    return stamped(object, IstioJson.text(object.spec()));
  }

  /**
   * The object with its hash.
   *
   * @param spec the text of its spec ({@link IstioJson#text}), which many objects may share
   */
  public static IstioObject stamped(IstioObject object, SerializableString spec) {
    TreeMap<String, String> annotations = new TreeMap<>(object.annotations());
    annotations.remove(Ownership.ANNOTATION);
    annotations.remove(ANNOTATION);
    annotations.put(ANNOTATION, hash(IstioJson.bytes(with(object, annotations), spec)));
    return with(object, annotations);
  }

  private static IstioObject with(IstioObject object, Map<String, String> annotations) {
    return new IstioObject(
        object.namespace(), object.name(), object.labels(), annotations, null, object.spec());
  }

  /** The hash that an object carries; empty when it has none. */
  public static String of(IstioObject object) {
    return object.annotations().getOrDefault(ANNOTATION, "");
  }

  private static String hash(byte[] object) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(object), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
