package dev.isthmus.kubesim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

  /**
   * Whether a user is denied something.
   *
   * @param verb {@code *}: any verb
   * @param resource {@code *}: any resource
   */
  synchronized boolean mayNot(String user, String verb, String resource) {
    return denials.stream()
        .anyMatch(denial ->
            denial.user.equals(user)
                && overlap(denial.verb, verb)
                && overlap(denial.resource, resource));
  }

  private static boolean overlap(String a, String b) {
    return a.equals("*") || b.equals("*") || a.equals(b);
  }

  /** What a user is denied, a line each, sorted. */
  synchronized List<String> denials(String user) {
    return denials.stream()
        .filter(denial -> denial.user.equals(user))
        .map(denial -> denial.verb + " " + denial.resource)
        .sorted()
        .toList();
  }
}
