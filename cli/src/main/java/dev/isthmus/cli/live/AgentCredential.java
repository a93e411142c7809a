package dev.isthmus.cli.live;

import dev.isthmus.identity.Credential;
import java.security.GeneralSecurityException;
import java.time.Instant;

/**
 * What an agent keeps of itself.
 *
 * @param token the id of the token that it enrolled with
 */
record AgentCredential(Credential credential, String token) {
  static final String KEY = "tls.key";
  static final String CHAIN = "tls.crt";
  static final String TOKEN = "token-id";

  static AgentCredential of(String key, String chain, String token) {
    try {
      return new AgentCredential(Credential.ofPem(key, chain), token);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no key and certificate: " + e.getMessage(), e);
    }
  }

  boolean isValid(Instant now) {
    return now.isBefore(credential.certificate().getNotAfter().toInstant());
  }
}
