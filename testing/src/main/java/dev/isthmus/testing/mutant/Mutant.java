package dev.isthmus.testing.mutant;

import java.util.List;
import java.util.function.Consumer;

/**
 * A public bug, and how it is brought in.
 *
 * @param issue where the bug is told: repository and number
 * @param bug what happened there
 * @param mutations bring it in here
 * @param ordeal fails with it, and passes without
 * @param text tells the ordeal what to do
 */
public record Mutant(
    String issue,
    String bug,
    List<Mutation> mutations,
    Class<? extends Consumer<String>> ordeal,
    String text) {
  public Mutant {
    mutations = List.copyOf(mutations);
  }

  /** A mutant that a test catches: {@code method} of {@code test}, a class of JUnit's. */
  public static Mutant caughtBy(
      Class<?> test, String method, String issue, String bug, Mutation... mutations) {
    return new Mutant(
        issue, bug, List.of(mutations), TestOrdeal.class, test.getName() + " " + method);
  }

  /** What catches it says; empty: nothing does. */
  public String caught() {
    try {
      new MutantLoader(mutations).run(ordeal, text);
      return "";
    } catch (AssertionError | RuntimeException e) {
      return e.toString();
    }
  }

  /** Passes without the mutation, or throws what the ordeal throws. */
  public void runUnchanged() {
    new MutantLoader(List.of()).run(ordeal, text);
  }

  @Override
  public String toString() {
    return issue + ": " + bug;
  }
}
