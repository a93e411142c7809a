package dev.isthmus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelsTest {

  /** Whatever a TreeMap answers, Labels answer. */
  @Test
  void areATreeMapThatDoesNotChange() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      Map<String, String> map = new HashMap<>();
      for (int n = random.nextInt(8); n > 0; n--) {
        map.put(text(random), text(random));
      }
      TreeMap<String, String> tree = new TreeMap<>(map);
      Labels labels = Labels.copyOf(map);
      String key = text(random);
      String other = text(random);
      assertThat((Map<String, String>) labels).isEqualTo(tree).hasSameHashCodeAs(tree);
      assertThat(tree).isEqualTo(labels);
      assertThat(labels.keySet()).containsExactlyElementsOf(tree.keySet());
      assertThat(labels.get(key)).isEqualTo(tree.get(key));
      assertThat(labels.containsKey(key)).isEqualTo(tree.containsKey(key));
      assertThat((Map<String, String>) labels.headMap(key)).isEqualTo(tree.headMap(key));
      assertThat((Map<String, String>) labels.tailMap(key)).isEqualTo(tree.tailMap(key));
      if (key.compareTo(other) <= 0) {
        assertThat((Map<String, String>) labels.subMap(key, other))
            .isEqualTo(tree.subMap(key, other));
      }
      if (!tree.isEmpty()) {
        assertThat(labels.firstKey()).isEqualTo(tree.firstKey());
        assertThat(labels.lastKey()).isEqualTo(tree.lastKey());
      }
    }
  }

  private static String text(SplittableRandom random) {
    return Integer.toString(random.nextInt(12), 3);
  }

  @Test
  void ofSortsAndRefusesAKeyTwice() {
    assertThat(Labels.of("b", "1", "a", "2", "c", "3").keySet()).containsExactly("a", "b", "c");
    assertThat((Map<String, String>) Labels.of("b", "1", "a", "2"))
        .isEqualTo(Labels.copyOf(Map.of("a", "2", "b", "1")));
    assertThatThrownBy(() -> Labels.of("a", "1", "a", "1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Labels.of("a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void selectsByEquality() {
    Labels pod = Labels.of("app", "a", "version", "v1");
    assertThat(Labels.EMPTY.selects(pod)).isTrue();
    assertThat(Labels.of("app", "a").selects(pod)).isTrue();
    assertThat(Labels.of("app", "b").selects(pod)).isFalse();
    assertThat(Labels.of("zone", "").selects(pod)).isFalse();
  }

  @Test
  void anEmptyOneHasNoFirstKey() {
    assertThatThrownBy(Labels.EMPTY::firstKey).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(Labels.EMPTY::lastKey).isInstanceOf(NoSuchElementException.class);
  }
}
