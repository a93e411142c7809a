package dev.isthmus.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.server.Memory;
import dev.isthmus.server.Remembered;
import dev.isthmus.server.ledger.LedgerRecord;
import dev.isthmus.translate.precedent.AddressKey;
import dev.isthmus.translate.precedent.NameKey;
import dev.isthmus.translate.precedent.Precedent;
import dev.isthmus.translate.precedent.Title;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderRecordTest {
  private static final Memory MEMORY = memory();

  @TempDir private Path folder;
  private final List<String> log = new ArrayList<>();

  private static Memory memory() {
    ObjectKind kind = ObjectKind.SERVICE;
    ObjectRef ref = new ObjectRef(kind, new ObjectKey("cluster1", "shop", "web"));
    var json = JsonNodeFactory.instance.objectNode().put("kind", "Service").put("text", "ü");
    json.putObject("spec").put("port", 9080).put("ratio", 0.1);
    Memory.Known known =
        new Memory.Known("1234", List.of(Remembered.of(new ObservedObject(ref, "u1", json))));
    Memory.Known none = new Memory.Known("", List.of());
    return new Memory(
        new Authority(3, 120),
        new TreeMap<>(
            Map.of(
                "cluster1",
                new Memory.Cluster(
                    "uid-1", new TreeMap<>(Map.of(kind, known, ObjectKind.POD, none))),
                "mgmt",
                new Memory.Cluster("", new TreeMap<>()))),
        ledger());
  }

  private static LedgerRecord ledger() {
    Title namespace = Title.ofNamespace("cluster1", "shop");
    Title host = Title.onSidecars("shop", "Web.example.com", "cluster1", "shop");
    Precedent until = new Precedent("shop", Instant.parse("2026-01-01T00:00:00.5Z"));
    return new LedgerRecord(
        true,
        new TreeMap<>(
            Map.of(
                namespace,
                new LedgerRecord.Holder(until, ""),
                host,
                new LedgerRecord.Holder(until, "mgmt"))),
        new TreeMap<>(
            Map.of(
                new AddressKey("web.shop.svc.cluster1.global", "cluster2", "front"),
                new LedgerRecord.Address(0xfe9a73ab, until.until()))),
        new TreeMap<>(
            Map.of(
                new NameKey(
                    "RouteTables",
                    "routetable-a-b",
                    new ObjectRef(ObjectKind.ROUTE_TABLE, new ObjectKey("mgmt", "b", "a"))),
                new LedgerRecord.Name(true, until.until()))));
  }

  private FolderRecord record() throws Exception {
    return FolderRecord.in(folder.resolve("record"), log::add);
  }

  @Test
  void whatWasWrittenIsRead() throws Exception {
    record().write(MEMORY);
    assertThat(record().read()).isEqualTo(MEMORY);
    assertThat(log).isEmpty();
  }

  @Test
  void theHigherAuthorityCounts() throws Exception {
    record().write(MEMORY);
    record().keep(new Authority(3, 121));
    assertThat(record().read()).isEqualTo(MEMORY.with(new Authority(3, 121)));
    record().keep(new Authority(3, 7));
    assertThat(record().read()).isEqualTo(MEMORY);
  }

  @Test
  void anAuthorityIsKeptWithoutTheRest() throws Exception {
    record().keep(new Authority(4, 1));
    assertThat(record().read()).isEqualTo(Memory.NONE.with(new Authority(4, 1)));
    assertThat(log).isEmpty();
  }

  @Test
  void nothingIsNothing() throws Exception {
    assertThat(record().read()).isEqualTo(Memory.NONE);
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"format\":2}",
        "{\"format\":1}",
        "{\"format\":1,\"authority\":\"3\"}",
        "{\"format\":1,\"authority\":\"1.1\",\"clusters\":{\"c\":{\"uid\":\"u\",\"kinds\":[{}]}}}"
      })
  void aBrokenRecordIsNoneAndSaysSo(String content) throws Exception {
    record().write(MEMORY);
    Files.writeString(folder.resolve("record/memory.json"), content);
    assertThat(record().read()).isEqualTo(Memory.NONE);
    assertThat(log).singleElement().asString().contains("memory.json").contains("cannot be read");
  }

  @Test
  void anAuthorityThatCannotBeReadIsNone() throws Exception {
    record().write(MEMORY);
    record().keep(new Authority(9, 9));
    Files.writeString(folder.resolve("record/authority"), "9.x");
    assertThat(record().read()).isEqualTo(MEMORY);
    assertThat(log).singleElement().asString().contains("authority");
  }

  @Test
  void whatIsLeftOfACrashWhileWritingIsNoHarm() throws Exception {
    record().write(MEMORY);
    Files.writeString(folder.resolve("record/memory.json.new"), "{\"format\":1,");
    assertThat(record().read()).isEqualTo(MEMORY);
    record().write(Memory.NONE);
    assertThat(record().read()).isEqualTo(Memory.NONE);
  }
}
