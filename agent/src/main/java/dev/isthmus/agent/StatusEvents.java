package dev.isthmus.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Write;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kubernetes Events for what a user should notice: each follows from a status that changes, and its
 * name from what it says, so that nothing is told twice, by a restarted agent neither.
 */
final class StatusEvents {
  /** What waits for less is not worth a word when it is done. */
  private static final Duration LONG = Duration.ofSeconds(10);

  /** An API server takes 1024 bytes (core/v1, Event.message). */
  private static final int LONGEST = 1000;

  private static final int LONGEST_NAME = 200;
  private static final Set<String> BAD = Set.of("INVALID", "FAILED", "WARNING");

  /** Objects that wait, by since when. */
  private final Map<ObjectRef, Instant> waiting = new HashMap<>();

  /** What is worth a word about one object. */
  private record Word(boolean warns, String reason, String message) {}

  /** The events for a status that is written over another. */
  List<Write> of(ObjectRef ref, String uid, JsonNode old, JsonNode status, Instant now) {
    List<Word> words = new ArrayList<>();
    state(old, status, words);
    condition("Held", "Released", old, status, words);
    condition("Connected", "", old, status, words);
    applied(ref, status, now, words);
    return words.stream().map(word -> event(ref, uid, word, status, now)).toList();
  }

  private static JsonNode state(JsonNode status) {
    return status.path("common").path("State");
  }

  private static void state(JsonNode old, JsonNode status, List<Word> words) {
    String before = state(old).path("approval").asText();
    String after = state(status).path("approval").asText();
    if (before.equals(after)) {
      return;
    }
    if (BAD.contains(after)) {
      words.add(new Word(true, title(after), state(status).path("message").asText()));
    } else if (after.equals("ACCEPTED") && BAD.contains(before)) {
      words.add(new Word(false, "Accepted", "It is accepted now."));
    }
  }

  private static String title(String approval) {
    return switch (approval) {
      case "INVALID" -> "Invalid";
      case "FAILED" -> "Failed";
      default -> "PartlyIgnored";
    };
  }

  /** A condition that is new, or has another reason. */
  private static void condition(
      String type, String end, JsonNode old, JsonNode status, List<Word> words) {
    JsonNode before = find(old, type);
    JsonNode after = find(status, type);
    if (after.isMissingNode() || before.path("reason").equals(after.path("reason"))) {
      return;
    }
    boolean fine = Set.of("NothingHeld", "AgentConnected").contains(after.path("reason").asText());
    if (fine && before.isMissingNode()) {
      return; // quiet when all is well from the beginning
    }
    String reason = after.path("reason").asText();
    words.add(
        new Word(
            !fine,
            type.equals("Held") ? (fine ? end : type) : reason,
            fine && type.equals("Held")
                ? "Nothing is held any more."
                : after.path("message").asText()));
  }

  private static JsonNode find(JsonNode status, String type) {
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  private void applied(ObjectRef ref, JsonNode status, Instant now, List<Word> words) {
    boolean waits = false;
    for (JsonNode cluster : status.path("isthmus").path("clusters")) {
      waits |= !cluster.path("waits").isEmpty();
    }
    if (waits) {
      waiting.putIfAbsent(ref, now);
    } else {
      Instant since = waiting.remove(ref);
      if (since != null && !now.isBefore(since.plus(LONG))) {
        words.add(new Word(false, "Applied", "All that waited is applied in every cluster."));
      }
    }
  }

  private static Write event(ObjectRef ref, String uid, Word word, JsonNode status, Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    String message =
        word.message().length() <= LONGEST ? word.message() : word.message().substring(0, LONGEST);
    ObjectKey key = ref.key();
    String namespace = key.namespace().isEmpty() ? "default" : key.namespace();
    String start =
        key.name().length() <= LONGEST_NAME ? key.name() : key.name().substring(0, LONGEST_NAME);
    long generation = state(status).path("observedGeneration").asLong();
    String since = word.warns() || !word.reason().equals("Applied") ? "" : time;
    String name =
        start + "." + digest(uid + "\n" + generation + "\n" + word.reason() + message + since);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", "v1").put("kind", ObjectKind.EVENT.kind());
    json.putObject("metadata").put("name", name).put("namespace", namespace);
    json.putObject("involvedObject")
        .put("apiVersion", ref.kind().apiVersion())
        .put("kind", ref.kind().kind())
        .put("namespace", key.namespace())
        .put("name", key.name())
        .put("uid", uid);
    json.put("type", word.warns() ? "Warning" : "Normal")
        .put("reason", word.reason())
        .put("message", message)
        .put("firstTimestamp", time)
        .put("lastTimestamp", time)
        .put("count", 1);
    json.putObject("source").put("component", "isthmus");
    return new Write.Create(
        new ObjectRef(ObjectKind.EVENT, new ObjectKey(key.cluster(), namespace, name)), json);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
