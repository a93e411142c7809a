package dev.isthmus.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Objects that a lab prints: each has one of ours with equal kind, namespace, name, labels and
 * spec, but for what is excepted.
 */
public final class ExpectedObjects {
  private static final String DIGITS = "name-digits";
  private static final String ADDRESSES = "virtual-addresses";
  private static final String SUBSETS = "endpoint-subset-labels";
  private static final Set<String> KNOWN = Set.of(DIGITS, ADDRESSES, SUBSETS);

  /**
   * An expected object beside ours.
   *
   * @param what kind, namespace and name
   * @param wanted the expected object without what is excepted
   * @param ours the object of ours that equals it, else one that has its name, likewise without
   *     what is excepted; empty where there is none
   */
  public record Comparison(String what, ObjectNode wanted, Optional<ObjectNode> ours) {
    public boolean holds() {
      return ours.filter(wanted::equals).isPresent();
    }
  }

  private final List<ObjectNode> expected = new ArrayList<>();
  private final Set<String> except;

  /**
   * @throws IllegalArgumentException if nothing is expected, or an exception is unknown
   */
  ExpectedObjects(Collection<? extends JsonNode> expected, Collection<String> except) {
    expected.forEach(object -> this.expected.add((ObjectNode) object));
    this.except = Set.copyOf(except);
    if (expected.isEmpty()) {
      throw new IllegalArgumentException("no object is expected");
    }
    if (!KNOWN.containsAll(except)) {
      throw new IllegalArgumentException(
          "unknown exception among " + except + "; there are " + KNOWN);
    }
  }

  /** Each expected object beside the one of ours that stands for it. */
  public List<Comparison> compare(Collection<ObjectNode> ours) {
    return expected.stream().map(object -> compare(object, ours)).toList();
  }

  /** Whether one of the expected objects stands for this one of ours. */
  public boolean expects(ObjectNode ours) {
    return expected.stream().map(this::identity).anyMatch(identity(ours)::equals);
  }

  private Comparison compare(ObjectNode expected, Collection<ObjectNode> ours) {
    String what = identity(expected);
    ObjectNode wanted = normal(expected, expected);
    List<ObjectNode> alike =
        ours.stream()
            .filter(object -> identity(object).equals(what))
            .map(object -> normal(object, expected))
            .toList();
    Optional<ObjectNode> equal = alike.stream().filter(wanted::equals).findFirst();
    return new Comparison(what, wanted, equal.or(() -> alike.stream().findFirst()));
  }

  private String identity(ObjectNode object) {
    return object.path("kind").asText()
        + " "
        + object.at("/metadata/namespace").asText()
        + "/"
        + name(object);
  }

  private String name(ObjectNode object) {
    String name = object.at("/metadata/name").asText();
    boolean free = except.contains(DIGITS) && object.at("/spec/trafficPolicy").isObject();
    return free ? name.substring(0, name.lastIndexOf('-') + 1) + "…" : name;
  }

  /** The object without what the exceptions leave free. */
  private ObjectNode normal(ObjectNode object, ObjectNode expected) {
    ObjectNode copy = object.deepCopy();
    copy.withObject("/metadata").put("name", name(object));
    JsonNode spec = copy.path("spec");
    if (except.contains(ADDRESSES) && spec.path("addresses").size() == 1) {
      ((ObjectNode) spec).withArray("addresses").removeAll().add("a virtual address");
    }
    if (except.contains(SUBSETS)) {
      JsonNode wanted = expected.at("/spec/endpoints");
      for (int i = 0; i < Math.min(wanted.size(), spec.path("endpoints").size()); i++) {
        keepOnly(spec.path("endpoints").path(i).path("labels"), wanted.path(i).path("labels"));
      }
    }
    return copy;
  }

  private static void keepOnly(JsonNode labels, JsonNode wanted) {
    if (labels instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      wanted.fieldNames().forEachRemaining(names::add);
      object.retain(names);
    }
  }
}
