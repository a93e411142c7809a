package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who owns which fields of an object: its {@code metadata.managedFields}. */
final class ManagedFields {

  /**
   * One entry.
   *
   * @param operation {@code Apply} or {@code Update}
   * @param subresource {@code status}, or empty
   */
  record Owner(
      String manager, String operation, String subresource, String time, SortedSet<String> fields) {
    boolean is(Writer writer, String op) {
      return manager.equals(writer.manager())
          && operation.equals(op)
          && subresource.equals(writer.subresource());
    }

    Owner without(SortedSet<String> gone) {
      SortedSet<String> left = new TreeSet<>(fields);
      left.removeAll(gone);
      return new Owner(manager, operation, subresource, time, left);
    }
  }

  /** Who writes, through which subresource ({@code status} or empty), when. */
  record Writer(String manager, String subresource, String time) {}

  private ManagedFields() {}

  static List<Owner> of(@Nullable ObjectNode object) {
    List<Owner> owners = new ArrayList<>();
    if (object != null) {
      for (JsonNode entry : object.at("/metadata/managedFields")) {
        owners.add(
            new Owner(
                entry.path("manager").asText(),
                entry.path("operation").asText(),
                entry.path("subresource").asText(""),
                entry.path("time").asText(),
                Fields.fromJson(entry.path("fieldsV1"))));
      }
    }
    return owners;
  }

  static void set(ObjectNode object, List<Owner> owners) {
    ObjectNode metadata = object.withObject("/metadata");
    metadata.remove("managedFields");
    ArrayNode entries = metadata.arrayNode();
    for (Owner owner : owners) {
      if (!owner.fields.isEmpty()) {
        ObjectNode entry = entries.addObject();
        entry.put("manager", owner.manager).put("operation", owner.operation);
        entry.put("apiVersion", object.path("apiVersion").asText()).put("time", owner.time);
        entry.put("fieldsType", "FieldsV1").set("fieldsV1", Fields.toJson(owner.fields));
        if (!owner.subresource.isEmpty()) {
          entry.put("subresource", owner.subresource);
        }
      }
    }
    if (!entries.isEmpty()) {
      metadata.set("managedFields", entries);
    }
  }

  /**
   * After a write that is no apply: what it changed is the writer's alone.
   *
   * @param before what was there; null: nothing
   * @param after what is to be stored; its managedFields are set
   */
  static void update(@Nullable ObjectNode before, ObjectNode after, Writer writer) {
    SortedSet<String> now = Fields.of(after);
    SortedSet<String> changed = new TreeSet<>(now);
    SortedSet<String> gone = new TreeSet<>();
    if (before != null) {
      changed.removeIf(field -> after.at(field).equals(before.at(field)));
      gone.addAll(Fields.of(before));
      gone.removeAll(now);
    }
    SortedSet<String> taken = new TreeSet<>(changed);
    taken.addAll(gone);
    List<Owner> owners = new ArrayList<>();
    SortedSet<String> own = new TreeSet<>(changed);
    for (Owner owner : of(before)) {
      Owner left = owner.without(taken);
      if (owner.is(writer, "Update")) {
        own.addAll(left.fields());
      } else {
        owners.add(left);
      }
    }
    owners.add(new Owner(writer.manager(), "Update", writer.subresource(), writer.time(), own));
    set(after, owners);
  }
}
