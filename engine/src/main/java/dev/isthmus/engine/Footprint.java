package dev.isthmus.engine;

/**
 * What a graph holds, counted: all zero once its inputs are gone.
 *
 * @param entries entries of tables
 * @param misses keys without a value that are kept because something depends on them
 * @param groups keys of indexes that have entries
 * @param runs rule runs, one per rule and source entry
 * @param edges dependencies of runs on what they ran over and fetched
 * @param contributions entries emitted by runs
 */
public record Footprint(
    long entries, long misses, long groups, long runs, long edges, long contributions) {

  /** Nothing at all. */
  public static final Footprint EMPTY = new Footprint(0, 0, 0, 0, 0, 0);
}
