package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param token to ask for the next page; null: there is none
 * @param left how many objects follow; -1: not told, as with a selector
 */
record Listing(long revision, List<ObjectNode> items, @Nullable String token, int left) {

  /**
   * What is asked for.
   *
   * @param limit the size of a page; 0: everything
   * @param token of the page before; empty for the first
   * @param version {@code resourceVersion} of the query
   * @param match {@code resourceVersionMatch} of the query
   */
  record Query(
      String prefix,
      Predicate<JsonNode> filter,
      boolean filtered,
      int limit,
      String token,
      String version,
      String match) {}

  static Listing of(Store store, ResourceType type, Query query) {
    String from = query.prefix;
    long revision = store.revision();
    boolean exact = query.match.equals("Exact");
    if (!query.token.isEmpty()) {
      String[] token = decode(query.token);
      revision = number(token[0]);
      from = token[1];
      exact = true;
    } else if (!query.version.isEmpty()) {
      long asked = number(query.version);
      if (asked > revision) {
        throw new ApiFailure(
            504, "Timeout", "Too large resource version: " + asked + ", current: " + revision, 1);
      }
      revision = exact ? asked : revision;
    }
    NavigableMap<String, ObjectNode> state =
        exact ? store.at(type.name(), revision) : store.of(type.name());
    return page(state.tailMap(from, true), revision, query);
  }

  private static Listing page(NavigableMap<String, ObjectNode> state, long revision, Query query) {
    List<ObjectNode> items = new ArrayList<>();
    String next = null;
    int left = 0;
    for (var entry : state.entrySet()) {
      if (!entry.getKey().startsWith(query.prefix)) {
        break;
      }
      if (query.filter.test(entry.getValue())) {
        if (query.limit == 0 || items.size() < query.limit) {
          items.add(entry.getValue());
        } else {
          next = next == null ? entry.getKey() : next;
          left++;
        }
      }
    }
    return new Listing(
        revision,
        items,
        next == null ? null : encode(revision, next),
        query.filtered || next == null ? -1 : left);
  }

  private static String encode(long revision, String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((revision + ":" + key).getBytes(StandardCharsets.UTF_8));
  }

  private static String[] decode(String token) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(":", 2);
      if (parts.length == 2) {
        return parts;
      }
    } catch (IllegalArgumentException e) {
      throw ApiFailure.badRequest("continue key is not valid: " + e.getMessage());
    }
    throw ApiFailure.badRequest("continue key is not valid");
  }

  static long number(String version) {
    try {
      return Long.parseLong(version);
    } catch (NumberFormatException e) {
      throw ApiFailure.badRequest("Invalid value: \"" + version + "\": resourceVersion");
    }
  }
}
