package dev.isthmus.api.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must hold between fields of a message: as CEL, with the reader's words, where the message
 * stands once; as a structural condition, which costs nothing, where it may stand many times. A
 * field counts only where its presence alone says that it is set: neither its zero, which is
 * absence, nor another spelling of its name may make a good object a bad one.
 */
final class CrdRules {
  private CrdRules() {}

  static void add(ObjectNode schema, MessageSchema message, boolean repeated) {
    List<Rule> rules = rules(message);
    if (rules.isEmpty()) {
      return;
    }
    if (repeated) {
      ArrayNode all = schema.putArray("allOf");
      rules.forEach(rule -> rule.structure(all.addObject()));
    } else {
      ArrayNode validations = schema.putArray("x-kubernetes-validations");
      rules.forEach(
          rule -> validations.addObject().put("rule", rule.cel()).put("message", rule.words()));
    }
  }

  private sealed interface Rule {
    String cel();

    String words();

    void structure(ObjectNode schema);
  }

  /** Both may not be set. */
  private record Excluding(String first, String second) implements Rule {
    @Override
    public String cel() {
      return "!(has(self.%s) && has(self.%s))".formatted(first, second);
    }

    @Override
    public String words() {
      return first + " and " + second + " are both set; they exclude each other. Keep one of them.";
    }

    @Override
    public void structure(ObjectNode schema) {
      schema.putObject("not").putArray("required").add(first).add(second);
    }
  }

  /** One must be set. */
  private record Needing(List<String> names) implements Rule {
    @Override
    public String cel() {
      return String.join(" || ", names.stream().map(name -> "has(self." + name + ")").toList());
    }

    @Override
    public String words() {
      return names.size() == 1
          ? names.getFirst() + " is missing."
          : "None of " + String.join(", ", names) + " is set. Set one of them.";
    }

    @Override
    public void structure(ObjectNode schema) {
      ArrayNode any = schema.putArray("anyOf");
      names.forEach(name -> any.addObject().putArray("required").add(name));
    }
  }

  private static List<Rule> rules(MessageSchema message) {
    List<Rule> rules = new ArrayList<>();
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (FieldSchema field : message.fields()) {
      String name = field.name();
      if (field.has(FieldSchema.Mark.REQUIRED) && hasOneSpelling(name)) {
        rules.add(new Needing(List.of(name)));
      }
      String group = field.group();
      if (group != null && isSetWhereItIs(field)) {
        List<String> members = groups.computeIfAbsent(group, _ -> new ArrayList<>());
        members.forEach(other -> rules.add(new Excluding(other, name)));
        members.add(name);
      }
    }
    if (!message.needs().isEmpty() && message.needs().stream().allMatch(CrdRules::hasOneSpelling)) {
      rules.add(new Needing(message.needs()));
    }
    MessageSchema.Pair pair = message.excludes();
    if (pair != null && isSet(message, pair.first()) && isSet(message, pair.second())) {
      rules.add(new Excluding(pair.first(), pair.second()));
    }
    return rules;
  }

  private static boolean hasOneSpelling(String name) {
    return name.chars().noneMatch(Character::isUpperCase);
  }

  private static boolean isSet(MessageSchema message, String name) {
    FieldSchema field = message.byName().get(name);
    return field != null && isSetWhereItIs(field);
  }

  /** Messages have no zero that means absence. */
  private static boolean isSetWhereItIs(FieldSchema field) {
    return field.shape() == FieldSchema.Shape.ONE
        && switch (field.type()) {
          case ValueType.Message _, ValueType.Presence _ -> true;
          case ValueType.Scalar _,
              ValueType.Whole _,
              ValueType.Real _,
              ValueType.Choice _,
              ValueType.LabelMap _,
              ValueType.Opaque _ ->
              false;
        };
  }
}
