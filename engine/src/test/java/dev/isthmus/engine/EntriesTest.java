package dev.isthmus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The persistent tree behind snapshots, against a TreeMap, and what it shares between versions. */
class EntriesTest {

  private static Entries<Integer, String> apply(
      Entries<Integer, String> entries,
      NavigableMap<Integer, String> map,
      Map<Integer, String> edits) {
    List<Change<Integer, String>> changes = new ArrayList<>();
    new TreeMap<>(edits)
        .forEach((k, v) -> {
          String before = map.get(k);
          String after = v.isEmpty() ? null : v;
          if (before == null ? after != null : !before.equals(after)) {
            changes.add(new Change<>(k, before, after));
          }
          if (after == null) {
            map.remove(k);
          } else {
            map.put(k, after);
          }
        });
    return entries.with(changes.toArray(Change<?, ?>[]::new), changes.size());
  }

  private static NavigableMap<Integer, String> edits(Random random, int keys) {
    NavigableMap<Integer, String> edits = new TreeMap<>();
    int most = 1 << random.nextInt(10);
    int around = random.nextInt(keys);
    boolean close = random.nextBoolean();
    boolean removing = random.nextInt(3) == 0;
    for (int i = random.nextInt(most); i >= 0; i--) {
      int key = close ? Math.floorMod(around + random.nextInt(most), keys) : random.nextInt(keys);
      edits.put(key, random.nextInt(4) == 0 || removing ? "" : "v" + random.nextInt(3));
    }
    return edits;
  }

  @Test
  void equalsATreeMapThroughRandomEdits() {
    for (int seed = 0; seed < Cases.count() / 10; seed++) {
      Random random = new Random(seed);
      NavigableMap<Integer, String> map = new TreeMap<>();
      Entries<Integer, String> entries = Entries.empty();
      for (int i = 0; i < 20; i++) {
        NavigableMap<Integer, String> old = new TreeMap<>(map);
        Entries<Integer, String> before = entries;
        entries = apply(entries, map, edits(random, 3000));
        assertSame(entries, map, seed);
        assertSame(before, old, seed);
        assertShape(entries.root);
        assertDelta(before, old, entries, map);
        assertDelta(entries, map, before, old);
        assertDelta(Entries.empty(), new TreeMap<>(), entries, map);
      }
    }
  }

  private static void assertSame(
      Entries<Integer, String> entries, NavigableMap<Integer, String> map, int seed) {
    NavigableMap<Integer, String> iterated = new TreeMap<>();
    entries.iterator().forEachRemaining(e -> iterated.put(e.key(), e.value()));
    assertThat(iterated.equals(map)).as("seed %d", seed).isTrue();
    assertThat(entries.size()).isEqualTo(map.size());
    assertThat(entries.isEmpty()).isEqualTo(map.isEmpty());
    assertThat(entries.keys().equals(new ArrayList<>(map.keySet()))).isTrue();
    assertThat(entries.values().equals(new ArrayList<>(map.values()))).isTrue();
    for (int key = -1; key < 3001; key += 499) {
      List<Integer> from = new ArrayList<>();
      entries.from(key).forEachRemaining(entry -> from.add(entry.key()));
      assertThat(from.equals(new ArrayList<>(map.tailMap(key, true).keySet()))).isTrue();
    }
    for (int key = -1; key < 3001; key += 7) {
      if (!Objects.equals(entries.get(key), map.get(key))
          || entries.containsKey(key) != map.containsKey(key)) {
        throw new AssertionError("seed " + seed + ": key " + key);
      }
    }
    Entries<Integer, String> packed = apply(Entries.empty(), new TreeMap<>(), map);
    assertThat(entries.equals(packed)).isTrue();
    assertThat(entries.hashCode()).isEqualTo(packed.hashCode());
    assertThat(entries.toString().equals(map.toString())).isTrue();
  }

  /** Every leaf at one depth, no node empty or too wide, smallest keys right. */
  private static int assertShape(@Nullable TreeNode node) {
    return switch (node) {
      case null -> 0;
      case TreeNode.Leaf leaf -> {
        assertThat(leaf.keys.length).isBetween(1, TreeNode.MAX).isEqualTo(leaf.values.length);
        yield 1;
      }
      case TreeNode.Inner inner -> {
        assertThat(inner.children.length).isBetween(1, TreeNode.MAX);
        Set<Integer> depths = new HashSet<>();
        int size = 0;
        for (TreeNode child : inner.children) {
          depths.add(assertShape(child));
          size += child.size();
        }
        assertThat(
                Arrays.equals(
                    inner.firsts, Arrays.stream(inner.children).map(TreeNode::first).toArray()))
            .isTrue();
        assertThat(depths).hasSize(1);
        assertThat(inner.size()).isEqualTo(size);
        yield depths.iterator().next() + 1;
      }
    };
  }

  private static void assertDelta(
      Entries<Integer, String> before,
      NavigableMap<Integer, String> old,
      Entries<Integer, String> after,
      NavigableMap<Integer, String> map) {
    List<Change<Integer, String>> expected = new ArrayList<>();
    Set<Integer> keys = new HashSet<>(old.keySet());
    keys.addAll(map.keySet());
    keys.stream()
        .sorted()
        .forEach(k -> {
          String was = old.get(k);
          String is = map.get(k);
          if (was == null || !was.equals(is)) {
            expected.add(new Change<>(k, was, is));
          }
        });
    assertThat(after.since(before).changes().equals(expected)).isTrue();
    assertThat(after.equals(before)).isEqualTo(expected.isEmpty());
  }

  private static Entries<Integer, String> tenThousand() {
    NavigableMap<Integer, String> map = new TreeMap<>();
    for (int i = 0; i < 10_000; i++) {
      map.put(2 * i, "v");
    }
    return apply(Entries.empty(), new TreeMap<>(), map);
  }

  private static void nodes(@Nullable TreeNode node, Set<TreeNode> into) {
    if (node != null) {
      into.add(node);
      if (node instanceof TreeNode.Inner inner) {
        for (TreeNode child : inner.children) {
          nodes(child, into);
        }
      }
    }
  }

  @Test
  void aChangeCopiesOnePathAndSharesTheRest() {
    Entries<Integer, String> before = tenThousand();
    Set<TreeNode> old = Collections.newSetFromMap(new IdentityHashMap<>());
    nodes(before.root, old);
    assertThat(old)
        .hasSizeLessThan(10_000 / TreeNode.MAX * 11 / 10 + 3); // packed by the first load
    List<Map<Integer, String>> edits =
        List.of(Map.of(5000, "w"), Map.of(5001, "w"), Map.of(5000, ""));
    for (Map<Integer, String> edit : edits) {
      Entries<Integer, String> after = apply(before, new TreeMap<>(Map.of(5000, "v")), edit);
      Set<TreeNode> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
      nodes(after.root, fresh);
      fresh.removeAll(old);
      assertThat(fresh).hasSizeLessThanOrEqualTo(6); // a path of three, doubled if all of it splits
      assertThat(after.since(before)).hasSize(1);
    }
  }

  @Test
  void nodesDoNotStayThinWhenMostIsRemoved() {
    NavigableMap<Integer, String> map = new TreeMap<>();
    Entries<Integer, String> entries = tenThousand();
    entries.forEach(map::put);
    for (int i = 0; i < 20_000; i += 2) {
      if (i % 40 != 0) {
        entries = apply(entries, map, Map.of(i, ""));
      }
    }
    Set<TreeNode> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
    nodes(entries.root, nodes);
    assertThat(entries.size()).isEqualTo(500);
    assertThat(nodes).hasSizeLessThan(500 / TreeNode.MIN * 2);
  }

  @Test
  void nothingIsTheOneEmpty() {
    Entries<Integer, String> one = apply(Entries.empty(), new TreeMap<>(), Map.of(1, "v"));
    assertThat(apply(one, new TreeMap<>(Map.of(1, "v")), Map.of(1, ""))).isSameAs(Entries.empty());
    assertThat(one.with(new Change<?, ?>[0], 0)).isSameAs(one);
    assertThat(one).isNotEqualTo("v").hasToString("{1=v}");
    assertThatThrownBy(() -> Entries.empty().iterator().next())
        .isInstanceOf(NoSuchElementException.class);
  }
}
