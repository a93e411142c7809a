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
 * @param bad what a bad one is instead; null: it takes with it what is around it
 * @param fields its fields, in the order of the table
 * @param byName its fields by camelCase and snake_case name
 */
record MessageSchema(
    String name,
    @Nullable RecordBinder record,
    List<String> needs,
    @Nullable Pair excludes,
    @Nullable StandIn bad,
    List<FieldSchema> fields,
    Map<String, FieldSchema> byName) {

  /** A message without fields. */
  static final MessageSchema EMPTY =
      new MessageSchema("", null, List.of(), null, null, List.of(), Map.of());

  /** The names of its fields, in order. */
  List<String> names() {
    return fields.stream().map(FieldSchema::name).toList();
  }

  /**
   * What is made of a bad message.
   *
   * @param component the component of its record that says so
   * @param value its value
   * @param why what follows, as a sentence
   */
  record StandIn(String component, Object value, String why) {}

  /** Two fields. */
  record Pair(String first, String second) {}
}
