package dev.isthmus.server.pending;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Something that waits.
 *
 * @param cluster the cluster that it is about; empty: this server
 * @param why one sentence
 * @param objects the generated objects that wait, the first few
 * @param count how many there are
 * @param about what is held, exactly: another text is another id
 */
public record PendingThing(
    Kind kind, String cluster, String why, List<String> objects, int count, String about) {

  /** What it waits for. */
  public enum Kind {
    /** The brake: for {@code isthmus approve}, or its time. */
    HELD,
    /** What a cluster shows is doubted: for {@code isthmus approve}. */
    DOUBTED,
    /** For a cluster that was never heard. */
    FROZEN,
    /** A cluster cannot be written to now, or refused. */
    WAITING
  }

  static final int FEW = 10;
  private static final int DIGEST_BYTES = 4;

  public PendingThing {
    objects = List.copyOf(objects.subList(0, Math.min(FEW, objects.size())));
  }

  /** A name that no other pending thing has; another once more is held. */
  public String id() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((kind + "\n" + about).getBytes(StandardCharsets.UTF_8));
      return (cluster.isEmpty() ? "server" : cluster)
          + "-"
          + HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether a user's word lets it go. */
  public boolean isForApproval() {
    return kind == Kind.HELD || kind == Kind.DOUBTED;
  }

  /** The command that lets it go; for people. */
  public String command() {
    return switch (kind) {
      case HELD, DOUBTED -> "isthmus approve " + id();
      case FROZEN -> "isthmus agent, in " + cluster;
      case WAITING -> "isthmus cluster list";
    };
  }

  /**
   * As ConfigMap {@code isthmus-pending} holds it.
   *
   * @param since when it was first seen to wait
   */
  public ObjectNode json(Instant since) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", kind.name().toLowerCase(Locale.ROOT))
        .put("cluster", cluster)
        .put("since", since.toString())
        .put("why", why)
        .put("count", count)
        .put("command", command());
    objects.forEach(json.putArray("objects")::add);
    return json;
  }
}
