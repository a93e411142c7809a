package dev.isthmus.api.read;

import dev.isthmus.api.Reason;
import dev.isthmus.api.read.FieldSchema.Mark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the reference of the API from its table. */
final class Reference {

  private static final String HEAD =
      """
      # Reference: every kind and field, and what it becomes

      Made from the table that the reader reads by (`api/src/main/resources/dev/isthmus/api/read`); a test fails when the two differ. To write it
      anew: `mvn -pl api -am test -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Disthmus.golden.refresh=true`.

      The API is that of Gloo Mesh 2.x. JSON names are camelCase; snake_case is read too. Fields stand in `spec`. "since" is the first minor
      version that has a kind or field, or the range of versions. "here" says what it does in Isthmus:

      - **yes**: it is honoured.
      - **not yet**: it is known, kept and reported (`NotSupportedYet`), and has no effect; "becomes" says what it will be.
        Objects of such a kind have the state `WARNING` and the message `not supported: <kind>` in their status ([status.md](status.md#kinds-that-are-not-translated)).
      - **no effect**: it never had one, in any version (`NoEffect`).

      Types: `list of`, `map of` (by text); `port` is 1 to 65535; a `duration` is like `2s`, `0.5s`, `1h30m`, of whole milliseconds; a `glob` takes
      `*` for any text; a `host` is a full DNS name, a `wildcard host` may also be `*` or start with `*.`. *one of* names fields that exclude each
      other. *optional* tells absent from zero; elsewhere zero, empty and absent are one. What a bad value takes with it: **field** (it counts
      as absent), **item** (this item of the list; if none stays, what holds the list), **items** (this item, even the last), **stays** (it keeps its
      place, and what is said follows), or, where nothing is said, what holds the field.

      Abbreviations: VS VirtualService, DR DestinationRule, DR.port `trafficPolicy.portLevelSettings[]`, SE ServiceEntry, WE WorkloadEntry, GW Gateway
      server, PA PeerAuthentication, AP AuthorizationPolicy, SC Sidecar, WP WasmPlugin, EF EnvoyFilter; *self*: Isthmus itself; *visibility*: what
      one workspace sees of another.
      """;

  private final Schema schema;
  private final Set<String> live = new HashSet<>();
  private final StringBuilder text = new StringBuilder(HEAD);

  private Reference(Schema schema) {
    this.schema = schema;
    for (KindSchema kind : schema.kinds()) {
      if (kind.support() == Support.YES) {
        reach(kind.spec());
      }
    }
  }

  static String of(Schema schema) {
    Reference reference = new Reference(schema);
    reference.kinds();
    reference.messages();
    reference.enums();
    reference.findings();
    return reference.text.toString();
  }

  /** Messages of what is honoured. */
  private void reach(@Nullable MessageSchema message) {
    if (message == null) {
      return;
    }
    for (FieldSchema field : message.fields()) {
      if (field.support() == Support.YES
          && field.type() instanceof ValueType.Message(String name)
          && live.add(name)) {
        reach(schema.message(name));
      }
    }
  }

  private void kinds() {
    Map<String, List<KindSchema>> groups = new LinkedHashMap<>();
    for (KindSchema kind : schema.kinds()) {
      groups.computeIfAbsent(kind.kind().apiVersion(), _ -> new ArrayList<>()).add(kind);
    }
    for (Map.Entry<String, List<KindSchema>> group : new TreeMap<>(groups).entrySet()) {
      line("\n## " + group.getKey() + "\n");
      line("| kind | since | here | purpose |\n|---|---|---|---|");
      for (KindSchema kind : group.getValue()) {
        line(row(kindLink(kind), kind.since(), here(kind.support()), kind.purpose()));
      }
      for (KindSchema kind : group.getValue()) {
        kind(kind);
      }
    }
  }

  private static String kindLink(KindSchema kind) {
    return kind.spec() == null
        ? kind.kind().kind()
        : "[" + kind.kind().kind() + "](#" + anchor(kind.kind().kind()) + ")";
  }

  private void kind(KindSchema kind) {
    MessageSchema spec = kind.spec();
    if (spec != null) {
      line("\n### " + kind.kind().kind() + "\n");
      line(capital(kind.purpose()) + ".\n");
      fields(spec, kind.support() == Support.YES);
    }
  }

  private void messages() {
    line("\n## Messages\n\nParts of the kinds above.");
    for (MessageSchema message : new TreeMap<>(schema.messages()).values()) {
      line("\n### " + message.name() + "\n");
      if (!message.needs().isEmpty()) {
        line("One of " + code(message.needs()) + " must be set.\n");
      }
      MessageSchema.Pair excludes = message.excludes();
      if (excludes != null) {
        line("`%s` and `%s` exclude each other.\n".formatted(excludes.first(), excludes.second()));
      }
      fields(message, live.contains(message.name()));
    }
  }

  private void fields(MessageSchema message, boolean honoured) {
    line("| field | type | since | here | becomes | meaning (default) | bad value |");
    line("|---|---|---|---|---|---|---|");
    for (FieldSchema field : message.fields()) {
      Support support = honoured || field.support() != Support.YES ? field.support() : Support.NO;
      String becomes = field.becomes().equals("-") ? "" : field.becomes();
      line(
          row(
              "`" + field.name() + "`",
              type(message, field),
              field.since(),
              here(support),
              becomes,
              field.meaning(),
              loss(field)));
    }
  }

  private String loss(FieldSchema field) {
    if (field.type() instanceof ValueType.Message(String name)) {
      MessageSchema.StandIn bad = schema.message(name).bad();
      if (bad != null) {
        return "stays: "
            + bad.why().substring(0, 1).toLowerCase(Locale.ROOT)
            + bad.why().substring(1);
      }
    }
    return field.has(Mark.HARMLESS)
        ? "field"
        : field.has(Mark.EACH) ? "item" : field.has(Mark.ANY) ? "items" : "";
  }

  private static String type(MessageSchema message, FieldSchema field) {
    String shape =
        switch (field.shape()) {
          case ONE -> "";
          case LIST -> "list of ";
          case MAP -> "map of ";
        };
    String required = field.has(Mark.REQUIRED) ? ", *required*" : "";
    return shape + type(field.type()) + required + others(message, field);
  }

  private static String others(MessageSchema message, FieldSchema field) {
    List<String> others =
        message.fields().stream()
            .filter(
                f -> field.group() != null && field.group().equals(f.group()) && !f.equals(field))
            .map(FieldSchema::name)
            .toList();
    return others.isEmpty() ? "" : ", *one of* this and " + code(others);
  }

  private static String type(ValueType type) {
    return switch (type) {
      case ValueType.Scalar scalar -> scalar(scalar.type()) + optional(scalar.optional());
      case ValueType.Whole whole -> whole(whole) + optional(whole.optional());
      case ValueType.Real real -> real(real) + optional(real.optional());
      case ValueType.Message(String name) -> "[" + name + "](#" + anchor(name) + ")";
      case ValueType.Choice(String name) -> "[" + name + "](#" + anchor(name) + ")";
      case ValueType.LabelMap _ -> "labels";
      case ValueType.Presence _ -> "`{}`";
      case ValueType.Opaque _ -> "any";
    };
  }

  private static String scalar(ScalarType type) {
    return switch (type) {
      case STRING -> "text";
      case BOOL -> "truth value";
      case BYTES -> "base64";
      case DURATION, DURATION_OR_ZERO -> "duration";
      case NAME -> "name";
      case GLOB -> "glob";
      case HOST -> "host";
      case WILD_HOST -> "wildcard host";
      case GATEWAY_HOST -> "[namespace/]wildcard host";
      case ADDRESS -> "IP address or host";
      case REGEX -> "RE2 expression";
      case HEADER -> "header name";
      case METHOD -> "HTTP method";
      case PATH -> "path";
      case RETRY_ON -> "retry conditions";
      case APP_PROTOCOL -> "protocol";
    };
  }

  private static String whole(ValueType.Whole whole) {
    boolean bounded = whole.max() < Integer.MAX_VALUE;
    return whole.min() == 1 && whole.max() == 65_535
        ? "port"
        : bounded ? whole.min() + " to " + whole.max() : "whole number";
  }

  private static String real(ValueType.Real real) {
    boolean bounded = real.max() <= 100;
    return bounded ? "number, %.0f to %.0f".formatted(real.min(), real.max()) : "number";
  }

  private static String optional(boolean optional) {
    return optional ? ", *optional*" : "";
  }

  private void enums() {
    line(
        "\n## Enums\n\nBy name or by number, which is the place in the list, from 0. The first is the default.");
    for (EnumSchema choice : new TreeMap<>(schema.enums()).values()) {
      line("\n### " + choice.name() + "\n");
      List<String> values = choice.values().stream().map(v -> value(choice, v)).toList();
      line(String.join(", ", values) + ".");
      if (!choice.extra().isEmpty()) {
        List<String> extra = choice.extra().stream().map(v -> value(choice, v)).toList();
        line("Of older versions, by name alone: " + String.join(", ", extra) + ".");
      }
    }
  }

  private static String value(EnumSchema choice, String value) {
    return "`" + value + "`" + (choice.unsupported().contains(value) ? " (not yet)" : "");
  }

  private void findings() {
    line(
        "\n## Findings\n\nWhat a user got wrong or must know. A finding says what is wrong, why it matters and what to do.\n");
    line("| reason | severity | meaning |\n|---|---|---|");
    for (Reason reason : Reason.values()) {
      line(row("`" + reason.title() + "`", reason.severity().toString(), reason.meaning()));
    }
  }

  private static String here(Support support) {
    return switch (support) {
      case YES -> "yes";
      case NO, TOLD -> "not yet";
      case INERT -> "no effect";
    };
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells).replace("<", "&lt;") + " |";
  }

  private static String code(List<String> names) {
    return "`" + String.join("`, `", names) + "`";
  }

  private static String anchor(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
