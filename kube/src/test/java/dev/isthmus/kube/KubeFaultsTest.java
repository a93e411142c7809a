package dev.isthmus.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Observation.Gone;
import dev.isthmus.api.port.Observation.Listed;
import dev.isthmus.api.port.Observation.Lost;
import dev.isthmus.api.port.Observation.Put;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import dev.isthmus.kubesim.ApiCall;
import dev.isthmus.kubesim.Kubeconfig;
import dev.isthmus.kubesim.RequestFault;
import dev.isthmus.kubesim.SimCluster;
import dev.isthmus.kubesim.SimServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the port makes of all that can go wrong at an API server. */
final class KubeFaultsTest {
  private static final ObjectKind ENTRY =
      new ObjectKind("networking.istio.io", "v1beta1", "ServiceEntry");
  private static final String ENTRIES = "serviceentries.networking.istio.io";
  private static final KubeOptions OPTIONS =
      KubeOptions.usual().with(2, Seen.PATIENCE, Duration.ofMillis(20)).withSilence(Seen.PATIENCE);

  /** After which a request that hangs counts as lost. */
  private static final Duration HANGS = Duration.ofSeconds(4);

  private final SimCluster cluster = new SimCluster("cluster1");
  private final Seen seen = new Seen("shop");
  private SimServer server;
  private KubeCluster port;

  @BeforeEach
  void start() throws Exception {
    server = SimServer.start(cluster);
    port = open(OPTIONS);
    cluster.load(entry("a"));
  }

  private KubeCluster open(KubeOptions options) {
    cluster.access().addUser("agent", "agent-token");
    return KubeCluster.ofKubeconfig(
        "cluster1", Kubeconfig.of(List.of(server), "agent-token"), null, options);
  }

  @AfterEach
  void stop() {
    port.close();
    server.close();
  }

  private static ObjectNode entry(String name) {
    ObjectNode entry = Server.object(ENTRY.apiVersion(), "ServiceEntry", "shop", name);
    entry.putObject("spec").put("resolution", "DNS");
    return entry;
  }

  private static ObjectRef ref(String name) {
    return new ObjectRef(ENTRY, new ObjectKey("cluster1", "shop", name));
  }

  private void observe() throws InterruptedException {
    port.observe(ENTRY, seen);
    assertThat(seen.ours(seen.next(Listed.class))).hasSize(1);
    changed("ready");
  }

  /** The watch is open once a change comes through it. */
  private void changed(String name) throws InterruptedException {
    cluster.load(entry(name));
    assertThat(seen.next(Put.class).object().ref()).isEqualTo(ref(name));
  }

  private List<String> names(Listed listed) {
    return listed.objects().stream().map(o -> o.ref().key().name()).toList();
  }

  @Test
  void aHistoryThatIsGoneIsListedAnew() throws Exception {
    observe();
    cluster.faults().holdEvents(ENTRIES);
    cluster.load(entry("b"));
    cluster.compact();
    cluster.endWatches();

    assertThat(seen.next(Lost.class).why()).isEqualTo(SourceLoss.INCOMPLETE);
    assertThat(names(seen.next(Listed.class))).containsExactly("a", "b", "ready");
  }

  @Test
  void aWatchThatEndsGoesOnWithoutALoss() throws Exception {
    observe();
    cluster.endWatches();
    changed("b");
    cluster.endWatches();
    cluster.remove(ENTRY, "shop", "b");

    assertThat(seen.next(Gone.class).ref()).isEqualTo(ref("b"));
  }

  @Test
  void aListWithoutAPageIsNone() throws Exception {
    Stream.of("b", "c", "d").forEach(name -> cluster.load(entry(name)));
    cluster.faults().fail(KubeFaultsTest::isNextPage, new RequestFault.Cut(), 1);
    cluster.faults().fail(KubeFaultsTest::isNextPage, new RequestFault.Answer(410, 0), 1);

    port.observe(ENTRY, seen);

    assertThat(seen.next(Lost.class).why()).isEqualTo(SourceLoss.UNREACHABLE);
    assertThat(names(seen.next(Listed.class))).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aPageThatExpiredIsAnIncompleteList() throws Exception {
    Stream.of("b", "c", "d").forEach(name -> cluster.load(entry(name)));
    cluster.faults().fail(KubeFaultsTest::isNextPage, new RequestFault.Answer(410, 0), 1);

    port.observe(ENTRY, seen);

    assertThat(seen.next(Lost.class).why()).isEqualTo(SourceLoss.INCOMPLETE);
    assertThat(names(seen.next(Listed.class))).containsExactly("a", "b", "c", "d");
  }

  private static boolean isNextPage(ApiCall call) {
    return call.nextPage();
  }

  @Test
  void aSilentWatchIsListedAnewAndNothingIsLost() throws Exception {
    port.close();
    port = open(OPTIONS.withSilence(Duration.ofMillis(600)));
    cluster.faults().silence(ENTRIES);
    port.observe(ENTRY, seen);
    seen.next(Listed.class);
    cluster.load(entry("b"));

    assertThat(names(seen.listedWith("b"))).containsExactly("a", "b");
  }

  @Test
  void aSilentWatchThatCannotBeListedIsALoss() throws Exception {
    port.close();
    port = open(OPTIONS.withSilence(Duration.ofMillis(600)));
    cluster.faults().silence(ENTRIES);
    port.observe(ENTRY, seen);
    seen.next(Listed.class);
    cluster.faults().fail(call -> call.verb().equals("list"), new RequestFault.Answer(503, 0), 1);

    assertThat(seen.lostAfterLists().why()).isEqualTo(SourceLoss.UNREACHABLE);
    seen.next(Listed.class);
  }

  @Test
  void anEventThatComesTwiceIsToldOnce() throws Exception {
    observe();
    cluster.faults().repeatEvent(ENTRIES);

    changed("b");
    changed("c");
  }

  @Test
  void eventsInTheWrongOrderAreListedAnew() throws Exception {
    observe();
    cluster.faults().swapEvents(ENTRIES);
    cluster.load(entry("b"));
    changed("c");

    assertThat(seen.next(Lost.class).why()).isEqualTo(SourceLoss.INCOMPLETE);
    assertThat(names(seen.next(Listed.class))).containsExactly("a", "b", "c", "ready");
  }

  @Test
  void aRestoredBackupIsListedAnew() throws Exception {
    SimCluster.Backup backup = cluster.backup();
    observe();
    cluster.restore(backup);

    assertThat(seen.next(Lost.class).why()).isIn(SourceLoss.INCOMPLETE, SourceLoss.UNREACHABLE);
    assertThat(names(seen.next(Listed.class))).containsExactly("a");
  }

  @Test
  void aRebuiltClusterHasAnotherUid() throws Exception {
    String before = uid();
    cluster.rebuild();

    assertThat(uid()).isNotEmpty().isNotEqualTo(before);
  }

  private String uid() throws Exception {
    CompletableFuture<String> uid = new CompletableFuture<>();
    port.clusterUid(uid::complete);
    return uid.get(Seen.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aRightThatIsTakenAwayIsALossUntilItIsBack() throws Exception {
    observe();
    cluster.access().deny("agent", "list", ENTRIES);
    cluster.access().deny("agent", "watch", ENTRIES);
    cluster.endWatches();

    assertThat(seen.next(Lost.class).why()).isEqualTo(SourceLoss.FORBIDDEN);
    cluster.access().allow("agent", "watch", ENTRIES);
    cluster.access().allow("agent", "list", ENTRIES);
    assertThat(names(seen.next(Listed.class))).containsExactly("a", "ready");
  }

  @Test
  void aServerThatIsAwayIsALossUntilItIsBack() throws Exception {
    observe();
    int address = server.port();
    server.close();

    assertThat(seen.next(Lost.class).why()).isEqualTo(SourceLoss.UNREACHABLE);
    server = SimServer.start(cluster, address);
    assertThat(names(seen.next(Listed.class))).containsExactly("a", "ready");
  }

  static Stream<Arguments> faultsOfWrites() {
    Duration seven = Duration.ofSeconds(7);
    return Stream.of(
        Arguments.of(new RequestFault.Answer(429, 7), new WriteResult.Throttled(seven), false),
        Arguments.of(new RequestFault.Answer(500, 0), null, false),
        Arguments.of(new RequestFault.Answer(503, 3), null, false),
        Arguments.of(new RequestFault.AnswerAfter(504), null, true),
        Arguments.of(new RequestFault.Drop(), null, false),
        Arguments.of(new RequestFault.DropAfter(), null, true),
        Arguments.of(new RequestFault.Hang(), null, false),
        Arguments.of(new RequestFault.HangAfter(), null, true));
  }

  @ParameterizedTest
  @MethodSource("faultsOfWrites")
  void aFaultOfAWriteIsToldAndTheWriteNotRepeated(
      RequestFault fault, WriteResult expected, boolean done) throws Exception {
    boolean hangs = fault instanceof RequestFault.Hang || fault instanceof RequestFault.HangAfter;
    if (hangs) {
      port.close();
      port = open(OPTIONS.with(2, HANGS, Duration.ofMillis(20)));
    }
    observe(); // so that nothing but the write itself takes time
    cluster.faults().fail(call -> call.verb().equals("create"), fault, 1);
    CompletableFuture<WriteResult> result = new CompletableFuture<>();

    port.write(new Write.Create(ref("new"), entry("new")), result::complete);

    WriteResult told = result.get(Seen.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (expected == null) {
      assertThat(told).isInstanceOf(WriteResult.Unknown.class);
    } else {
      assertThat(told).isEqualTo(expected);
    }
    assertThat(cluster.find(ENTRY, "shop", "new").isPresent()).isEqualTo(done);
  }

  @Test
  void aWriteWithoutTheRightIsForbidden() throws Exception {
    cluster.access().deny("agent", "create", ENTRIES);
    CompletableFuture<WriteResult> result = new CompletableFuture<>();

    port.write(new Write.Create(ref("new"), entry("new")), result::complete);

    assertThat(result.get(Seen.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(WriteResult.Forbidden.class);
  }
}
