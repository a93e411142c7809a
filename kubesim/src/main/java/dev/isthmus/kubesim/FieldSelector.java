package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code fieldSelector} of a query: {@code metadata.name=a,status.phase!=Running}. */
final class FieldSelector {
  private static final Pattern TERM = Pattern.compile("([^=!]+)(==|=|!=)(.*)");

  private FieldSelector() {}

  /** Whether an object's fields fit; a custom kind has no others than its name and namespace. */
  static Predicate<JsonNode> parse(ResourceType type, String text) {
    Predicate<JsonNode> all = _ -> true;
    for (String part : text.split(",")) {
      if (!part.isEmpty()) {
        all = all.and(term(type, part));
      }
    }
    return all;
  }

  private static Predicate<JsonNode> term(ResourceType type, String text) {
    Matcher term = TERM.matcher(text);
    if (!term.matches()) {
      throw ApiFailure.badRequest("invalid selector: '" + text + "'");
    }
    String path = term.group(1);
    boolean metadata = path.equals("metadata.name") || path.equals("metadata.namespace");
    if (type.custom() && !metadata) {
      throw ApiFailure.badRequest("field label not supported: " + path);
    }
    String pointer = "/" + path.replace('.', '/');
    boolean not = term.group(2).equals("!=");
    return object -> object.at(pointer).asText("").equals(term.group(3)) != not;
  }
}
