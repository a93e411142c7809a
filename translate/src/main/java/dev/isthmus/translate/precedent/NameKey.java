package dev.isthmus.translate.precedent;

import dev.isthmus.api.ObjectRef;

/**
 * That an object wants the names made from a text.
 *
 * @param of whose names: claims of one kind of objects meet only each other
 * @param text the text that a name is made of, or the part of it that can collide
 * @param claimant the object
 */
public record NameKey(String of, String text, ObjectRef claimant) implements Comparable<NameKey> {

  /** What those have in common who meet. */
  static String meeting(String of, String text) {
    return of + "\n" + text;
  }

  @Override
  public int compareTo(NameKey other) {
    int order = of.compareTo(other.of);
    if (order == 0) {
      order = text.compareTo(other.text);
    }
    return order == 0 ? claimant.compareTo(other.claimant) : order;
  }
}
