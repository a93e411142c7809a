package dev.isthmus.kubesim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what. User {@code admin} with token {@code admin} may do everything; others may do
 * everything that they are not denied. Thread-safe.
 */
public final class Access {
  /** The user of kubeconfigs. */
  public static final String ADMIN = "admin";

  private record Denial(String user, String verb, String resource) {}

  private final Map<String, String> userByToken = new HashMap<>(Map.of(ADMIN, ADMIN));
  private final Set<Denial> denials = new HashSet<>();

  /** Adds a user. */
  public synchronized void addUser(String user, String token) {
    userByToken.put(token, user);
  }

  /** A token is no longer taken: 401. */
  public synchronized void revoke(String token) {
    userByToken.remove(token);
  }

  /**
   * Takes a right away: 403.
   *
   * @param verb such as {@code list}; {@code *} for all
   * @param resource such as {@code serviceentries.networking.istio.io}; {@code *} for all
   */
  public synchronized void deny(String user, String verb, String resource) {
    denials.add(new Denial(user, verb, resource));
  }

  /** Gives a right back. */
  public synchronized void allow(String user, String verb, String resource) {
    denials.remove(new Denial(user, verb, resource));
  }

  synchronized Optional<String> user(String token) {
    return Optional.ofNullable(userByToken.get(token));
  }

  synchronized boolean mayNot(String user, String verb, String resource) {
    return denials.contains(new Denial(user, verb, resource))
        || denials.contains(new Denial(user, "*", resource))
        || denials.contains(new Denial(user, verb, "*"))
        || denials.contains(new Denial(user, "*", "*"));
  }
}
