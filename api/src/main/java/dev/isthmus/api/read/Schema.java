package dev.isthmus.api.read;

import dev.isthmus.api.ObjectKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of every kind, message, field and enum of the API. What the reader accepts and reports,
 * and the reference of the API, are both made from it.
 *
 * @param kinds the kinds, in the order of the table
 * @param messages the messages by name
 * @param enums the enums by name
 */
record Schema(
    List<KindSchema> kinds, Map<String, MessageSchema> messages, Map<String, EnumSchema> enums) {

  /** The files of the table, in order. */
  static final List<String> FILES =
      List.of(
          "common",
          "admin",
          "networking",
          "resilience",
          "security",
          "trafficcontrol",
          "servers",
          "extauth",
          "out");

  private static final class Holder {
    private static final Schema TABLE = SchemaParser.parse(FILES);
  }

  /** The table, read from the resources of this module once. */
  static Schema table() {
    return Holder.TABLE;
  }

  MessageSchema message(String name) {
    return find(messages, name);
  }

  EnumSchema choice(String name) {
    return find(enums, name);
  }

  Optional<KindSchema> kind(ObjectKind kind) {
    return kinds.stream().filter(k -> k.kind().equals(kind)).findFirst();
  }

  private static <T> T find(Map<String, T> map, String name) {
    T found = map.get(name);
    if (found == null) {
      throw new IllegalStateException("the table has no " + name);
    }
    return found;
  }
}
