package dev.isthmus.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lets one agent enrol, once: {@code isthmus-token.<id>.<secret>}.
 *
 * @param id which token it is; no secret
 * @param secret 256 random bits, base64url
 */
record BootstrapToken(String id, String secret) {
  private static final Pattern TEXT =
      Pattern.compile("isthmus-token\\.([0-9a-f]{16})\\.([-_A-Za-z0-9]{43})");

  /**
   * What is kept of a token.
   *
   * @param id which token it is
   * @param hash SHA-256 of the secret, in hex
   * @param cluster the name that it enrols
   * @param expires from when on it is of no use
   * @param again whether its use revokes what the name has
   * @param used whether it was used
   */
  record Stored(
      String id, String hash, String cluster, Instant expires, boolean again, boolean used) {
    Stored asUsed() {
      return new Stored(id, hash, cluster, expires, again, true);
    }

    boolean fits(BootstrapToken token) {
      return id.equals(token.id)
          && MessageDigest.isEqual(ascii(hash), ascii(BootstrapToken.hash(token.secret)));
    }
  }

  static BootstrapToken random(SecureRandom random) {
    byte[] id = new byte[8];
    byte[] secret = new byte[32];
    random.nextBytes(id);
    random.nextBytes(secret);
    return new BootstrapToken(
        HexFormat.of().formatHex(id),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  static Optional<BootstrapToken> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(new BootstrapToken(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  Stored stored(String cluster, Instant expires, boolean again) {
    return new Stored(id, hash(secret), cluster, expires, again, false);
  }

  String text() {
    return "isthmus-token." + id + "." + secret;
  }

  /** Tells the id, never the secret. */
  @Override
  public String toString() {
    return "BootstrapToken[" + id + "]";
  }

  private static String hash(String secret) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ascii(secret)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
