package dev.isthmus.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Keys of the one kind that we make: ECDSA on P-256, which all of Envoy's and Go's peers take. */
public final class Keys {
  /** How such keys sign. */
  static final String SIGNATURE = "SHA256withECDSA";

  private Keys() {}

  /** A new key, from the system's randomness. */
  public static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }
}
