package dev.isthmus.cli.files;

/** A place in a file; both count from 1. */
record Position(int line, int column) {
  static final Position UNKNOWN = new Position(1, 1);
}
