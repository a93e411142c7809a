package dev.isthmus.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Resource;
import dev.isthmus.api.gloo.UnsupportedResource;
import dev.isthmus.testing.Cases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Properties of reading, over random objects of every kind. {@code -Disthmus.cases=N} sets how many
 * (1,000), {@code -Disthmus.seed=S} replays one; a failure is shrunk by leaving out fields.
 */
class ReadingPropertiesTest {

  private final Schema schema = Schema.table();
  private final ResourceReader reader = new ResourceReader();

  @Test
  void spellingAndOrderOfFieldsDoNotMatter() {
    check((object, seed) -> sameInOtherWords(object, seed));
  }

  private boolean sameInOtherWords(ObjectNode object, long seed) {
    MessageSchema spec = schema.kind(kind(object)).orElseThrow().spec();
    if (spec == null) {
      return true;
    }
    ReadResult one = reader.read("c", object);
    ReadResult other = reader.read("c", new Respelling(schema, new Random(seed)).of(object, spec));
    return one.findings().equals(other.findings()) && sameContent(one, other);
  }

  /** What is kept as a tree is kept as it was written. */
  private static boolean sameContent(ReadResult one, ReadResult other) {
    Resource first = one.resource().orElse(null);
    return first instanceof UnsupportedResource
        ? other.resource().map(Resource::meta).equals(one.resource().map(Resource::meta))
        : one.resource().equals(other.resource());
  }

  @Test
  void everythingLeftOutIsTold() {
    check((object, _) -> {
      ReadResult result = reader.read("c", object);
      return result.resource().isPresent() || !result.findings().isEmpty();
    });
  }

  @Test
  void findingsAreSortedOnceEachAndWhole() {
    check((object, _) -> {
      List<Finding> findings = reader.read("c", object).findings();
      boolean whole =
          findings.stream()
              .allMatch(f -> isSentence(f.what()) && isSentence(f.why()) && isSentence(f.remedy()));
      return whole && findings.equals(findings.stream().distinct().sorted().toList());
    });
  }

  /** One line with its full stop; it may begin with the name of a field. */
  private static boolean isSentence(String text) {
    return (text.endsWith(".") || text.endsWith("?"))
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** What the properties say is worth what the objects are: each kind, read and left out. */
  @Test
  void randomObjectsAreOfEveryKindAndBothGoodAndBad() {
    Set<ObjectKind> read = new HashSet<>();
    Set<ObjectKind> faultless = new HashSet<>();
    Set<ObjectKind> leftOut = new HashSet<>();
    for (long seed = 1; seed <= 3_000; seed++) {
      ObjectNode object = object(seed);
      ReadResult result = reader.read("c", object);
      result
          .resource()
          .ifPresentOrElse(_ -> read.add(kind(object)), () -> leftOut.add(kind(object)));
      if (result.findings().stream().allMatch(f -> f.reason() == Reason.NOT_SUPPORTED_YET)) {
        faultless.add(kind(object));
      }
    }
    List<ObjectKind> all =
        schema.kinds().stream().filter(k -> k.spec() != null).map(KindSchema::kind).toList();
    List<ObjectKind> supported =
        schema.kinds().stream()
            .filter(k -> k.support() == Support.YES)
            .map(KindSchema::kind)
            .toList();
    assertThat(read).containsExactlyInAnyOrderElementsOf(all);
    assertThat(faultless).containsExactlyInAnyOrderElementsOf(all);
    assertThat(supported).containsAll(leftOut);
    assertThat(leftOut)
        .contains(
            ObjectKind.ROUTE_TABLE,
            ObjectKind.FAULT_INJECTION_POLICY,
            ObjectKind.ROOT_TRUST_POLICY);
  }

  @Test
  void damagedObjectsOfClustersNeverThrow() {
    List<JsonNode> objects = Trees.workshop(Path.of(".."));
    for (long seed = 1; seed <= Cases.count(); seed++) {
      Random random = new Random(seed);
      JsonNode object = objects.get(random.nextInt(objects.size()));
      JsonNode damaged = new RandomObjects(schema, random::nextInt).damaged(object);
      assertThatCode(() -> reader.read("c", damaged))
          .as(damaged::toString)
          .doesNotThrowAnyException();
    }
  }

  @FunctionalInterface
  private interface Property {
    boolean holds(ObjectNode object, long seed);
  }

  private void check(Property property) {
    Long replay = Long.getLong("isthmus.seed");
    long first = replay == null ? 1 : replay;
    long last = replay == null ? Cases.count() : replay;
    for (long seed = first; seed <= last; seed++) {
      long current = seed;
      ObjectNode object = object(seed);
      if (!property.holds(object, seed)) {
        JsonNode smallest = shrunk(object, o -> !property.holds(o, current));
        throw new AssertionError(
            "replay with -Disthmus.seed=%d; shrunk: %s%n%s"
                .formatted(seed, smallest.toPrettyString(), reader.read("c", smallest)));
      }
    }
  }

  private ObjectNode object(long seed) {
    return new RandomObjects(schema, new Random(seed * 0x9e3779b97f4a7c15L)::nextInt).next();
  }

  private static ObjectKind kind(JsonNode object) {
    return ObjectKind.of(object.path("apiVersion").asText(), object.path("kind").asText());
  }

  /** Leaves out fields of the spec as long as the object still fails. */
  private static ObjectNode shrunk(ObjectNode object, Predicate<ObjectNode> fails) {
    ObjectNode smallest = object;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (String pointer : pointers(smallest.path("spec"), "/spec")) {
        ObjectNode candidate = smallest.deepCopy();
        int slash = pointer.lastIndexOf('/');
        if (candidate.at(pointer.substring(0, slash)) instanceof ObjectNode parent) {
          parent.remove(pointer.substring(slash + 1));
          if (parent.size() < smallest.at(pointer.substring(0, slash)).size()
              && fails.test(candidate)) {
            smallest = candidate;
            smaller = true;
          }
        }
      }
    }
    return smallest;
  }

  private static List<String> pointers(JsonNode node, String at) {
    List<String> pointers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getKey().matches("\\w+")) {
        pointers.add(at + "/" + entry.getKey());
        pointers.addAll(pointers(entry.getValue(), at + "/" + entry.getKey()));
      }
    }
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      pointers.addAll(pointers(node.get(i), at + "/" + i));
    }
    return pointers;
  }
}
