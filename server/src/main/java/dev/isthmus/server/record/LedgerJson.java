package dev.isthmus.server.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.server.ledger.LedgerRecord;
import dev.isthmus.translate.name.VirtualAddress;
import dev.isthmus.translate.precedent.AddressKey;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.Precedent;
import dev.isthmus.translate.precedent.Title;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link LedgerRecord} as JSON. */
final class LedgerJson {
  private LedgerJson() {}

  static void write(LedgerRecord ledger, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("open", ledger.open());
    json.writeArrayFieldStart("titles");
    for (Map.Entry<Title, LedgerRecord.Holder> entry : ledger.titles().entrySet()) {
      Title title = entry.getKey();
      json.writeStartObject();
      json.writeStringField("kind", title.kind().name());
      json.writeStringField("cluster", title.cluster());
      json.writeStringField("namespace", title.namespace());
      json.writeStringField("owner", title.owner());
      json.writeStringField("host", title.host());
      json.writeStringField("workspace", entry.getValue().precedent().workspace());
      json.writeStringField("until", entry.getValue().precedent().until().toString());
      json.writeStringField("from", entry.getValue().cluster());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("addresses");
    for (Map.Entry<AddressKey, LedgerRecord.Address> entry : ledger.addresses().entrySet()) {
      json.writeStartObject();
      json.writeStringField("host", entry.getKey().host());
      json.writeStringField("cluster", entry.getKey().cluster());
      json.writeStringField("namespace", entry.getKey().namespace());
      json.writeStringField("address", VirtualAddress.format(entry.getValue().address()));
      json.writeStringField("until", entry.getValue().until().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("names");
    for (Map.Entry<NameKey, LedgerRecord.Name> entry : ledger.names().entrySet()) {
      write(entry.getKey(), entry.getValue(), json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(NameKey key, LedgerRecord.Name name, JsonGenerator json)
      throws IOException {
    ObjectRef claimant = key.claimant();
    json.writeStartObject();
    json.writeStringField("of", key.of());
    json.writeStringField("text", key.text());
    json.writeStringField("group", claimant.kind().group());
    json.writeStringField("version", claimant.kind().version());
    json.writeStringField("kind", claimant.kind().kind());
    json.writeStringField("cluster", claimant.key().cluster());
    json.writeStringField("namespace", claimant.key().namespace());
    json.writeStringField("name", claimant.key().name());
    json.writeBooleanField("plain", name.plain());
    json.writeStringField("until", name.until().toString());
    json.writeEndObject();
  }

  /**
   * What was written; nothing if there is none.
   *
   * @throws IllegalArgumentException when it is another thing
   */
  static LedgerRecord read(JsonNode json) {
    SortedMap<Title, LedgerRecord.Holder> titles = new TreeMap<>();
    for (JsonNode title : json.path("titles")) {
      titles.put(
          new Title(
              Title.Kind.valueOf(MemoryJson.text(title, "kind")),
              MemoryJson.text(title, "cluster"),
              MemoryJson.text(title, "namespace"),
              MemoryJson.text(title, "owner"),
              MemoryJson.text(title, "host")),
          new LedgerRecord.Holder(
              new Precedent(MemoryJson.text(title, "workspace"), time(title, "until")),
              MemoryJson.text(title, "from")));
    }
    SortedMap<AddressKey, LedgerRecord.Address> addresses = new TreeMap<>();
    for (JsonNode address : json.path("addresses")) {
      addresses.put(
          new AddressKey(
              MemoryJson.text(address, "host"),
              MemoryJson.text(address, "cluster"),
              MemoryJson.text(address, "namespace")),
          new LedgerRecord.Address(
              VirtualAddress.parse(MemoryJson.text(address, "address"))
                  .orElseThrow(() -> new IllegalArgumentException("field address is none")),
              time(address, "until")));
    }
    return new LedgerRecord(
        json.path("open").asBoolean(), titles, addresses, names(json.path("names")));
  }

  private static SortedMap<NameKey, LedgerRecord.Name> names(JsonNode json) {
    SortedMap<NameKey, LedgerRecord.Name> names = new TreeMap<>();
    for (JsonNode name : json) {
      ObjectRef claimant =
          new ObjectRef(
              new ObjectKind(
                  MemoryJson.text(name, "group"),
                  MemoryJson.text(name, "version"),
                  MemoryJson.text(name, "kind")),
              new ObjectKey(
                  MemoryJson.text(name, "cluster"),
                  MemoryJson.text(name, "namespace"),
                  MemoryJson.text(name, "name")));
      names.put(
          new NameKey(MemoryJson.text(name, "of"), MemoryJson.text(name, "text"), claimant),
          new LedgerRecord.Name(name.path("plain").asBoolean(), time(name, "until")));
    }
    return names;
  }

  private static Instant time(JsonNode json, String field) {
    try {
      return Instant.parse(MemoryJson.text(json, field));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("field " + field + " is no time", e);
    }
  }
}
