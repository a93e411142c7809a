package dev.isthmus.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.isthmus.engine.Batch;
import dev.isthmus.engine.Graph;
import dev.isthmus.engine.Table;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A view of a table does what a TreeMap of the same entries does. */
class EntriesMapTest {
  private static final SortedMap<String, Integer> EXPECTED =
      new TreeMap<>(Map.of("a", 1, "b", 2, "c", 3, "d", 4));

  private final EntriesMap<String, Integer> map = mapOf(EXPECTED);
  private final EntriesMap<String, Integer> empty = mapOf(Map.of());

  @Test
  void holdsTheEntriesInOrder() {
    assertThat(map).isEqualTo(EXPECTED).hasSize(4);
    assertThat(map.keySet()).containsExactly("a", "b", "c", "d");
    assertThat(map.entrySet()).hasSize(4);
    assertThat(map.firstKey()).isEqualTo("a");
    assertThat(map.lastKey()).isEqualTo("d");
    assertThat(empty).isEmpty();
  }

  @Test
  void findsKeys() {
    assertThat(map.get("b")).isEqualTo(2);
    assertThat(map.get("x")).isNull();
    assertThat(map.get(null)).isNull();
    assertThat(map.containsKey("b")).isTrue();
    assertThat(map.containsKey("x")).isFalse();
  }

  @Test
  void partsAreThoseOfATreeMap() {
    for (String from : new String[] {"a", "b", "bb", "d", "e"}) {
      assertThat(map.headMap(from)).isEqualTo(EXPECTED.headMap(from));
      assertThat(map.tailMap(from)).isEqualTo(EXPECTED.tailMap(from));
      assertThat(map.subMap("b", "b" + from)).isEqualTo(EXPECTED.subMap("b", "b" + from));
      assertThat(empty.headMap(from)).isEmpty();
      assertThat(empty.tailMap(from)).isEmpty();
    }
    assertThat(map.subMap("b", "d")).containsExactly(Map.entry("b", 2), Map.entry("c", 3));
  }

  @Test
  void hasNoEndsWhereItIsEmpty() {
    assertThatThrownBy(empty::firstKey).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(empty::lastKey).isInstanceOf(NoSuchElementException.class);
  }

  private static EntriesMap<String, Integer> mapOf(Map<String, Integer> entries) {
    var builder = Graph.builder();
    Table<String, Integer> table = builder.<String, Integer>input("table").published();
    Graph graph = builder.build(fault -> {});
    Batch.Builder batch = Batch.builder();
    entries.forEach((key, value) -> batch.put(table, key, value));
    graph.apply(batch.build());
    return new EntriesMap<>(graph.snapshot().entries(table));
  }
}
