package dev.isthmus.server.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.server.ledger.LedgerRecord;
import dev.isthmus.translate.name.VirtualAddress;
import dev.isthmus.translate.precedent.AddressKey;
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
    return new LedgerRecord(json.path("open").asBoolean(), titles, addresses);
  }

  private static Instant time(JsonNode json, String field) {
    try {
      return Instant.parse(MemoryJson.text(json, field));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("field " + field + " is no time", e);
    }
  }
}
