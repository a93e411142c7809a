package dev.isthmus.server.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.istio.VirtualService;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import dev.isthmus.translate.precedent.PrecedentChange;
import dev.isthmus.translate.precedent.Standing;
import dev.isthmus.translate.precedent.Title;
import dev.isthmus.translate.resolve.NamespaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A translator with its ledger, and the objects that it has been told. */
final class LedgerWorld {
  static final Duration GRACE = Duration.ofMinutes(10);
  private static final ResourceReader READER = new ResourceReader();

  LedgerTranslator translator;
  private final SortedMap<ObjectId, ObjectNode> objects;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  LedgerWorld(SortedMap<ObjectId, ObjectNode> objects) {
    this.objects = new TreeMap<>(objects);
    translator = new LedgerTranslator(GRACE, "mgmt", LedgerRecord.NONE, _ -> null, _ -> {});
    translator.apply(changes(), true, now);
    translator.open(now);
  }

  SortedSet<ObjectId> objects() {
    return new TreeSet<>(objects.keySet());
  }

  ObjectNode object(ObjectId id) {
    return requireNonNull(objects.get(id));
  }

  boolean canBeRead(ObjectId id) {
    return change(id, object(id)).resource() != null;
  }

  /**
   * Whether another table of its workspace has one of its hosts: of those the older one holds it.
   */
  boolean hasSiblings(ObjectId table) {
    return table.kind().equals("RouteTable")
        && objects.keySet().stream()
            .filter(id -> id.kind().equals("RouteTable") && !id.equals(table))
            .filter(id -> workspace(id).equals(workspace(table)))
            .anyMatch(id -> !Collections.disjoint(hosts(id), hosts(table)));
  }

  private String workspace(ObjectId id) {
    return translator.current().workspace(new NamespaceId(id.cluster(), id.namespace()));
  }

  private Set<String> hosts(ObjectId table) {
    Set<String> hosts = new TreeSet<>();
    object(table)
        .path("spec")
        .path("hosts")
        .forEach(host -> hosts.add(host.asText().toLowerCase(Locale.ROOT)));
    return hosts;
  }

  void remove(ObjectId id) {
    objects.remove(id);
    translator.apply(List.of(Change.gone(ref(id))), true, now);
  }

  void put(ObjectId id, ObjectNode object) {
    objects.put(id, object);
    translator.apply(List.of(change(id, object)), true, now);
  }

  /** The next server, which knows all objects and the ledger. */
  void restart() {
    LedgerRecord record = translator.record(now);
    translator = new LedgerTranslator(GRACE, "mgmt", record, _ -> null, _ -> {});
    translator.apply(changes(), true, now);
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
    translator.end(now, Set::of);
  }

  /** An object as it is when it was deleted and made again. */
  static ObjectNode youngest(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    copy.withObject("/metadata").put("creationTimestamp", "2040-01-01T00:00:00Z");
    return copy;
  }

  /** Who holds each namespace, and who routes each host at each place. */
  SortedMap<String, SortedSet<String>> holders() {
    Translation translation = translator.current();
    SortedMap<String, SortedSet<String>> holders = new TreeMap<>();
    for (ObjectId id : objects.keySet()) {
      NamespaceId namespace = new NamespaceId(id.cluster(), id.name());
      if (id.kind().equals("Namespace") && !translation.workspace(namespace).isEmpty()) {
        add(holders, namespace.toString(), translation.workspace(namespace));
      }
    }
    for (Output output : translation.outputs().values()) {
      if (output.spec() instanceof VirtualService routes) {
        ObjectKey table = output.parent().key();
        String workspace =
            translation.workspace(new NamespaceId(table.cluster(), table.namespace()));
        routes.hosts().stream()
            .filter(host -> !host.equals("*"))
            .forEach(host ->
                add(
                    holders,
                    output.key().cluster()
                        + "/"
                        + output.key().namespace()
                        + (routes.gateways().contains("mesh") ? " sidecars " : " gateway ")
                        + host,
                    workspace));
      }
    }
    return holders;
  }

  private static void add(
      SortedMap<String, SortedSet<String>> holders, String what, String workspace) {
    holders.computeIfAbsent(what, _ -> new TreeSet<>()).add(workspace);
  }

  /** Titles that are kept although they change nothing, or their holders are gone. */
  Set<Title> idle() {
    LedgerRecord record = translator.record(now);
    Translator fresh = Translator.create();
    Translation all = fresh.apply(changes(), record.precedents());
    Set<Title> idle = new TreeSet<>(record.titles().keySet());
    all.restanding()
        .forEach((title, standing) ->
            standing.filter(Standing.DECIDES::equals).ifPresent(_ -> idle.remove(title)));
    return idle;
  }

  /** Incremental equals from scratch, with the same ledger. */
  void mustBeAsFromScratch() {
    List<PrecedentChange> precedents = translator.record(now).precedents();
    Translation fresh = Translator.create().apply(changes(), precedents);
    assertThat(translator.current().outputs()).isEqualTo(fresh.outputs());
    assertThat(translator.current().findings()).isEqualTo(fresh.findings());
  }

  private List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    objects.forEach((id, object) -> changes.add(change(id, object)));
    return changes;
  }

  private static Change change(ObjectId id, ObjectNode object) {
    return READER
        .read(id.cluster(), object)
        .resource()
        .map(Change::of)
        .orElseGet(() -> Change.gone(ref(id)));
  }

  private static ObjectRef ref(ObjectId id) {
    return new ObjectRef(
        ObjectKind.of(id.apiVersion(), id.kind()),
        new ObjectKey(id.cluster(), id.namespace(), id.name()));
  }
}
