package dev.isthmus.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which objects are ours: those that carry a proof that only the holder of the key can make. It
 * binds the object's place, so that a copy elsewhere, under another name or in a rebuilt cluster
 * proves nothing. Labels are no proof: anyone can copy them.
 */
public final class Ownership {
  /** Where the proof stands. */
  public static final String ANNOTATION = "isthmus.dev/proof";

  private static final String VERSION = "v1.";
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;
  private final String installation;

  /**
   * An installation's proofs.
   *
   * @param key at least 32 random bytes, which nobody but the server holds
   * @param installation its name: another one's proofs are foreign
   */
  public Ownership(byte[] key, String installation) {
    if (key.length < KEY_BYTES) {
      throw new IllegalArgumentException("a key of proofs has at least 32 bytes");
    }
    this.key = new SecretKeySpec(key, "HmacSHA256");
    this.installation = installation;
  }

  /** The proof for an object at this place in the cluster with this uid. */
  public String proof(String clusterUid, IstioKey at) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (String part :
          new String[] {installation, clusterUid, at.kind().kind(), at.namespace(), at.name()}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
      }
      return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** Whether these are the annotations of an object of ours at this place. */
  public boolean proves(String clusterUid, IstioKey at, Map<String, String> annotations) {
    String given = annotations.getOrDefault(ANNOTATION, "");
    return !given.isEmpty()
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8),
            proof(clusterUid, at).getBytes(StandardCharsets.UTF_8));
  }
}
