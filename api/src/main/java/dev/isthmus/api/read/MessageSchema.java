package dev.isthmus.api.read;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message: a spec, or a part of one.
 *
 * @param name its name in the table
 * @param record the class of its values; null: its values are kept as trees
 * @param needs fields of which at least one must be set; empty: none
 * @param excludes two fields that may not both be set, though no oneof says so; null: none
 * @param fields its fields, in the order of the table
 * @param byName its fields by camelCase and snake_case name
 */
record MessageSchema(
    String name,
    @Nullable RecordBinder record,
    List<String> needs,
    @Nullable Pair excludes,
    List<FieldSchema> fields,
    Map<String, FieldSchema> byName) {

  /** A message without fields. */
  static final MessageSchema EMPTY =
      new MessageSchema("", null, List.of(), null, List.of(), Map.of());

  /** The names of its fields, in order. */
  List<String> names() {
    return fields.stream().map(FieldSchema::name).toList();
  }

  /** Two fields. */
  record Pair(String first, String second) {}
}
