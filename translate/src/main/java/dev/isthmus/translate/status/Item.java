package dev.isthmus.translate.status;

/**
 * One of the things that a field counts.
 *
 * @param at the field
 * @param name what tells it from others of the field
 */
record Item(StatusKey at, String name) implements Comparable<Item> {
  @Override
  public int compareTo(Item other) {
    int order = at.compareTo(other.at);
    return order == 0 ? name.compareTo(other.name) : order;
  }
}
