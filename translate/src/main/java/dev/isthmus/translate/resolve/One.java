package dev.isthmus.translate.resolve;

/** The key of tables that hold one entry, and of indexes of one group. */
public enum One {
  ONE
}
