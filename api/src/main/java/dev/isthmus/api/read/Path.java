package dev.isthmus.api.read;

import org.jspecify.annotations.Nullable;

/** Where a value stands; made into text only when there is something to say about it. */
record Path(@Nullable Path parent, String name, int index) {

  static final Path ROOT = new Path(null, "", -1);

  Path field(String field) {
    return new Path(this, field, -1);
  }

  Path item(int item) {
    return new Path(this, "", item);
  }

  /** A member of a map. */
  Path member(String key) {
    return new Path(this, key, -2);
  }

  @Override
  public String toString() {
    if (parent == null) {
      return name;
    }
    String before = parent.toString();
    if (index >= 0) {
      return before + "[" + index + "]";
    }
    if (index == -2) {
      return before + "[\"" + name + "\"]";
    }
    return before.isEmpty() ? name : before + "." + name;
  }
}
