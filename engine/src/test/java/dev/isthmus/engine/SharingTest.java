package dev.isthmus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The cost of comparing two states follows what changed, not how much there is: counted in
 * comparisons of keys and values.
 */
class SharingTest {
  private static final int ENTRIES = 20_000;

  /** A few nodes' worth: a leaf has up to 48 entries, and a change copies one. */
  private static final int FEW = 500;

  private int comparisons;

  private final class Counted implements Comparable<Counted> {
    private final int number;

    Counted(int number) {
      this.number = number;
    }

    @Override
    public int compareTo(Counted other) {
      comparisons++;
      return Integer.compare(number, other.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      comparisons++;
      return other instanceof Counted that && number == that.number;
    }

    @Override
    public int hashCode() {
      return number;
    }
  }

  private final GraphBuilder g = Graph.builder();
  private final Table<Counted, Counted> table = g.<Counted, Counted>input("table").published();
  private final Graph graph = g.build(fault -> {});

  private Entries<Counted, Counted> after(Batch.Builder batch) {
    graph.apply(batch.build());
    return graph.snapshot().entries(table);
  }

  private Entries<Counted, Counted> full() {
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < ENTRIES; i++) {
      batch.put(table, new Counted(2 * i), new Counted(i));
    }
    return after(batch);
  }

  @Test
  void whatChangedIsFoundWithoutLookingAtTheRest() {
    Entries<Counted, Counted> before = full();
    Entries<Counted, Counted> changed =
        after(Batch.builder().put(table, new Counted(1000), new Counted(-1)));
    Entries<Counted, Counted> grown =
        after(Batch.builder().put(table, new Counted(20_001), new Counted(-1)));
    Entries<Counted, Counted> shrunk = after(Batch.builder().remove(table, new Counted(30_000)));

    comparisons = 0;
    assertThat(changed.since(before).size()).isEqualTo(1);
    assertThat(grown.since(changed).size()).isEqualTo(1);
    assertThat(shrunk.since(grown).size()).isEqualTo(1);
    assertThat(before.since(before).isEmpty()).isTrue();
    assertThat(comparisons).isLessThan(FEW);
  }

  @Test
  void equalStatesThatShareAreComparedWithoutLookingAtWhatTheyShare() {
    Entries<Counted, Counted> before = full();
    after(Batch.builder().put(table, new Counted(1000), new Counted(-1)));
    Entries<Counted, Counted> back =
        after(Batch.builder().put(table, new Counted(1000), new Counted(500)));
    comparisons = 0;
    assertThat(back.equals(before)).isTrue();
    assertThat(comparisons).isLessThan(FEW);
    assertThat(back.hashCode()).isEqualTo(before.hashCode());
  }

  @Test
  void anEditComparesFewKeys() {
    full();
    comparisons = 0;
    after(Batch.builder().put(table, new Counted(1000), new Counted(-1)));
    assertThat(comparisons).isLessThan(FEW);
  }
}
