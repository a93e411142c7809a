package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.Reason;
import dev.isthmus.api.read.Scope.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads metadata. Values are shared between objects: most labels stand on many of them. */
final class MetaReader {

  private static final Path METADATA = Path.ROOT.field("metadata");
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final Interner interner;

  MetaReader(Interner interner) {
    this.interner = interner;
  }

  Meta read(ObjectKey key, JsonNode metadata, Scope scope) {
    return new Meta(
        key,
        texts(metadata.path("labels"), METADATA.field("labels"), scope, _ -> true),
        texts(
            metadata.path("annotations"),
            METADATA.field("annotations"),
            scope,
            a -> !a.equals(LAST_APPLIED)),
        created(metadata, scope),
        metadata.path("uid").asText(""),
        metadata.path("generation").asLong(0));
  }

  /**
   * Metadata of an object of which there are many: without uid and generation, and with few
   * annotations.
   */
  Meta readSmall(ObjectKey key, JsonNode metadata, Scope scope, Predicate<String> annotations) {
    return new Meta(
        key,
        texts(metadata.path("labels"), METADATA.field("labels"), scope, _ -> true),
        texts(metadata.path("annotations"), METADATA.field("annotations"), scope, annotations),
        created(metadata, scope),
        "",
        0);
  }

  /** A map of texts, shared; a value that is no text is left out with an error. */
  Labels texts(JsonNode node, Path path, Scope scope, Predicate<String> wanted) {
    if (node.isMissingNode() || node.isNull()) {
      return Labels.EMPTY;
    }
    if (!node.isObject()) {
      int mark = scope.mark();
      ValueReader.wrongType("a map", "Write keys with texts.", node, path, scope);
      scope.settle(mark, "It counts as empty.");
      return Labels.EMPTY;
    }
    String[] pairs = new String[node.size() * 2];
    int size = 0;
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getValue().isTextual()) {
        if (wanted.test(entry.getKey())) {
          pairs[size++] = interner.text(entry.getKey());
          pairs[size++] = interner.text(entry.getValue().textValue());
        }
      } else if (!entry.getValue().isNull()) {
        int mark = scope.mark();
        ValueReader.wrongType(
            "a text",
            "Quote the value, as in \"true\".",
            entry.getValue(),
            path.member(entry.getKey()),
            scope);
        scope.settle(mark, "This one is left out; the rest stays.");
      }
    }
    return interner.labels(
        Labels.of(size == pairs.length ? pairs : java.util.Arrays.copyOf(pairs, size)));
  }

  private static @Nullable Instant created(JsonNode metadata, Scope scope) {
    JsonNode created = metadata.path("creationTimestamp");
    if (created.isMissingNode() || created.isNull()) {
      return null;
    }
    try {
      return Instant.parse(created.asText());
    } catch (DateTimeParseException e) {
      scope.report(
          METADATA.field("creationTimestamp"),
          new Problem(
              Reason.INVALID_VALUE,
              ValueReader.quoted(created.asText()) + " is not a time.",
              "Write it as in 2026-11-23T13:00:00Z, or leave it out."),
          "The object counts as the youngest.");
      return null;
    }
  }
}
