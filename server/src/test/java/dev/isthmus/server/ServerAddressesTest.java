package dev.isthmus.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.testing.Yaml;
import dev.isthmus.translate.name.VirtualAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A host keeps its virtual addresses, whoever comes and goes beside it. */
final class ServerAddressesTest {
  /** Their names have one hash. Without ages the one whose name sorts first is the older. */
  private static final String OLDER = "dyvovsb";

  private static final String YOUNGER = "evzjszg";

  @Test
  void theSecondChoiceStaysWhenTheFirstHostGoes() {
    ServerWorld world = world(OLDER, YOUNGER);
    SortedMap<String, String> before = addresses(world, YOUNGER);
    assertThat(before).isNotEmpty().doesNotContainValue("");
    remove(world, OLDER);
    world.settle();
    assertThat(addresses(world, OLDER)).isEmpty();
    assertThat(addresses(world, YOUNGER)).isEqualTo(before);
    put(world, OLDER);
    world.settle();
    assertThat(addresses(world, YOUNGER)).isEqualTo(before);
    assertThat(addresses(world, OLDER).values()).doesNotContainAnyElementsOf(before.values());
  }

  @Test
  void anOlderHostThatComesLaterTakesNoAddress() {
    ServerWorld world = world(YOUNGER);
    SortedMap<String, String> before = addresses(world, YOUNGER);
    put(world, OLDER);
    world.settle();
    assertThat(addresses(world, YOUNGER)).isEqualTo(before);
    assertThat(addresses(world, OLDER).keySet()).isEqualTo(before.keySet());
    assertThat(addresses(world, OLDER).values()).doesNotContainAnyElementsOf(before.values());
    assertThat(world.core.translation().findings())
        .anySatisfy(finding -> assertThat(finding.what()).contains(OLDER, "another host's"));
  }

  @Test
  void withoutARecordTheClustersWin() {
    ServerWorld world = world(YOUNGER);
    put(world, OLDER);
    world.settle();
    ServerWorld next = next(world, Memory.NONE);
    List.of("mgmt", "cluster1", "cluster2").forEach(next::connect);
    assertThat(next.settle()).as("nothing is written").isZero();
  }

  @Test
  void theClustersWinOverTheRecordToo() {
    ServerWorld world = world(OLDER, YOUNGER);
    Memory record = world.core.memory();
    SortedMap<String, String> second = addresses(world, YOUNGER);
    ServerWorld other = world(YOUNGER);
    SortedMap<String, String> first = addresses(other, YOUNGER);
    assertThat(first).isNotEqualTo(second);
    ServerWorld next = next(other, record);
    next.clusters.keySet().forEach(next::connect);
    next.settle();
    assertThat(addresses(next, YOUNGER)).isEqualTo(first);
  }

  @Test
  void aHostThatComesBackWithin30DaysHasItsAddressAgain() {
    ServerWorld world = world(OLDER, YOUNGER);
    SortedMap<String, String> before = addresses(world, YOUNGER);
    remove(world, OLDER);
    remove(world, YOUNGER);
    world.settle();
    world = next(world, world.core.memory());
    world.settled();
    world.now = world.now.plus(Duration.ofDays(29));
    world.on(new ServerEvent.Woken());
    put(world, YOUNGER);
    world.settle();
    assertThat(addresses(world, YOUNGER)).isEqualTo(before);
    remove(world, YOUNGER);
    world.settle();
    world.now = world.now.plus(Duration.ofDays(30));
    world.on(new ServerEvent.Woken());
    assertThat(world.core.memory().ledger().addresses()).isEmpty();
    put(world, YOUNGER);
    world.settle();
    assertThat(addresses(world, YOUNGER).keySet()).isEqualTo(before.keySet());
    assertThat(addresses(world, YOUNGER)).isNotEqualTo(before);
  }

  @Test
  void noOtherHostGetsAnAddressThatIsKept() {
    ServerWorld world = world(YOUNGER);
    SortedMap<String, String> before = addresses(world, YOUNGER);
    put(world, OLDER);
    world.settle();
    remove(world, YOUNGER);
    remove(world, OLDER);
    world.settle();
    put(world, OLDER);
    world.settle();
    assertThat(addresses(world, OLDER).values()).doesNotContainAnyElementsOf(before.values());
  }

  @Test
  void anAddressThatTheHostNeverHadIsPutRight() {
    ServerWorld world = world(YOUNGER);
    SortedMap<String, String> before = addresses(world, YOUNGER);
    ObservedObject entry =
        world.there("cluster2").values().stream()
            .filter(object -> object.ref().kind().kind().equals("ServiceEntry"))
            .findFirst()
            .orElseThrow();
    var json = entry.json().deepCopy();
    json.withObject("/spec").putArray("addresses").add("254.1.2.3");
    ObservedObject edited = new ObservedObject(entry.ref(), entry.uid(), json);
    world.there("cluster2").put(entry.ref(), edited);
    world.delta("cluster2", entry.ref().kind(), List.of(edited), List.of());
    world.settle();
    assertThat(addresses(world, YOUNGER)).isEqualTo(before);
  }

  /**
   * Hosts come and go, of any age, and servers with them: one that is there never gets another
   * address, one that comes back has its second choice again, and no two have one.
   */
  @Test
  void whateverHappensAHostKeepsItsAddresses() {
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      ServerWorld world = world();
      Map<String, SortedMap<String, String>> had = new TreeMap<>();
      for (int i = 0; i < 20; i++) {
        String service = THREE.get(random.nextInt(THREE.size()));
        switch (random.nextInt(6)) {
          case 0, 1 -> put(world, service, 2020 + random.nextInt(5));
          case 2, 3 -> remove(world, service);
          case 4 -> {
            world = next(world, world.core.memory());
            List.of("mgmt", "cluster2", "cluster1").forEach(world::connect);
          }
          default -> {
            world = next(world, Memory.NONE);
            List.of("mgmt", "cluster1", "cluster2").forEach(world::connect);
            had.keySet().removeAll(absent(world)); // nobody knows them any more
          }
        }
        world.settle();
        world.now = world.now.plus(Duration.ofDays(1)); // 20 in all
        world.on(new ServerEvent.Woken());
        world.settle();
        mustKeep(world, had, "seed " + seed + ", step " + i);
      }
    }
  }

  /** Their names have one hash. */
  private static final List<String> THREE = List.of("lcawxi", "xgqkhu", "vnnizs");

  private static List<String> absent(ServerWorld world) {
    return THREE.stream().filter(service -> addresses(world, service).isEmpty()).toList();
  }

  private static void mustKeep(
      ServerWorld world, Map<String, SortedMap<String, String>> had, String when) {
    Set<String> taken = new TreeSet<>();
    for (String service : THREE) {
      SortedMap<String, String> now = addresses(world, service);
      now.forEach((place, address) ->
          assertThat(taken.add(place + " " + address)).as("%s: %s twice", when, address).isTrue());
      SortedMap<String, String> before = had.get(service);
      if (now.isEmpty()) {
        had.computeIfPresent(service, (_, all) -> isFormula(service, all) ? null : all);
      } else {
        if (before != null) {
          assertThat(now).as("%s: %s", when, service).isEqualTo(before);
        }
        had.put(service, now);
      }
    }
  }

  /** Of a host that is gone only a second choice is kept. */
  private static boolean isFormula(String service, SortedMap<String, String> addresses) {
    VirtualAddress formula = VirtualAddress.of(new ObjectKey("cluster1", "back", service));
    String home = VirtualAddress.format(formula.in("back", "cluster1", 0));
    return home.equals(addresses.get("cluster1/back"));
  }

  private static void put(ServerWorld world, String service, int year) {
    put(
        world,
        ServerWorld.SERVICE
            .replace(
                "namespace: back,", "namespace: back, creationTimestamp: \"YEAR-01-01T00:00:00Z\",")
            .replace("YEAR", Integer.toString(year))
            .replace("NAME", service),
        service);
  }

  private static ServerWorld world(String... services) {
    ServerWorld world = ServerWorld.withServices(0);
    for (String service : services) {
      world.add("cluster1", ServerWorld.SERVICE.replace("NAME", service));
    }
    return world.settled();
  }

  /** Another server over the same clusters. */
  private static ServerWorld next(ServerWorld former, Memory memory) {
    ServerWorld next = new ServerWorld(memory);
    next.now = former.now;
    next.version = former.version;
    next.clusters.putAll(former.clusters);
    return next;
  }

  private static void put(ServerWorld world, String service) {
    put(world, ServerWorld.SERVICE.replace("NAME", service), service);
  }

  private static void put(ServerWorld world, String yaml, String service) {
    assertThat(yaml).contains(service);
    world.add("cluster1", yaml);
    for (var json : Yaml.documents(yaml)) {
      ObjectRef ref = ref(json.path("kind").asText(), json.path("metadata").path("name").asText());
      List<ObservedObject> put = new ArrayList<>();
      put.add(world.there("cluster1").get(ref));
      world.delta("cluster1", ref.kind(), put, List.of());
    }
  }

  private static void remove(ServerWorld world, String service) {
    for (ObjectRef ref : List.of(ref("Service", service), ref("Pod", service + "-pod"))) {
      world.there("cluster1").remove(ref);
      world.delta("cluster1", ref.kind(), List.of(), List.of(ref));
    }
  }

  private static ObjectRef ref(String kind, String name) {
    return new ObjectRef(ObjectKind.of("v1", kind), new ObjectKey("cluster1", "back", name));
  }

  /** The addresses of a service's entries, by cluster and namespace. */
  private static SortedMap<String, String> addresses(ServerWorld world, String service) {
    SortedMap<String, String> addresses = new TreeMap<>();
    world.clusters.forEach((cluster, objects) ->
        objects.forEach((ref, object) -> {
          if (object.json().at("/spec/hosts/0").asText().startsWith(service + ".")
              && ref.kind().kind().equals("ServiceEntry")) {
            addresses.put(
                cluster + "/" + ref.key().namespace(),
                object.json().at("/spec/addresses/0").asText());
          }
        }));
    return addresses;
  }
}
