package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code labelSelector} of a query: {@code a=b,c!=d,e,!f,g in (h,i),j notin (k)}. */
final class LabelSelector {
  private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)");
  private static final Pattern EQUALITY = Pattern.compile("([^=!\\s]+)\\s*(==|=|!=)\\s*(\\S*)");
  private static final Pattern REQUIREMENTS = Pattern.compile(",(?![^(]*\\))");

  private LabelSelector() {}

  /** Whether an object's labels fit. */
  static Predicate<JsonNode> parse(String text) {
    List<Predicate<JsonNode>> all =
        Arrays.stream(REQUIREMENTS.split(text))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(LabelSelector::requirement)
            .toList();
    return object -> {
      JsonNode labels = object.path("metadata").path("labels");
      return all.stream().allMatch(one -> one.test(labels));
    };
  }

  private static Predicate<JsonNode> requirement(String text) {
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      Set<String> values =
          Arrays.stream(set.group(3).split(",")).map(String::strip).collect(Collectors.toSet());
      return set.group(2).equals("in")
          ? labels -> contains(values, value(labels, set.group(1)))
          : labels -> !contains(values, value(labels, set.group(1)));
    }
    Matcher equality = EQUALITY.matcher(text);
    if (equality.matches()) {
      boolean not = equality.group(2).equals("!=");
      return labels -> equality.group(3).equals(value(labels, equality.group(1))) != not;
    }
    if (text.startsWith("!")) {
      return labels -> value(labels, text.substring(1).strip()) == null;
    }
    if (text.contains(" ")) {
      throw ApiFailure.badRequest("unable to parse requirement: " + text);
    }
    return labels -> value(labels, text) != null;
  }

  private static boolean contains(Set<String> values, @Nullable String value) {
    return value != null && values.contains(value);
  }

  private static @Nullable String value(JsonNode labels, String key) {
    JsonNode value = labels.path(key);
    return value.isMissingNode() ? null : value.asText();
  }
}
