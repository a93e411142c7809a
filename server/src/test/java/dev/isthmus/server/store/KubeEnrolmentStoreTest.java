package dev.isthmus.server.store;

import static dev.isthmus.server.store.StoreWorld.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.identity.EnrolmentRefused;
import dev.isthmus.identity.EnrolmentState;
import dev.isthmus.identity.EnrolmentText;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.identity.Keys;
import dev.isthmus.identity.SigningRequest;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.kubesim.RequestFault;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers, and commands, with one Secret. */
final class KubeEnrolmentStoreTest {
  @TempDir Path folder;
  private StoreWorld world;
  private KubeObjects objects;
  private Installation installation;

  @BeforeEach
  void start() throws Exception {
    world = new StoreWorld(folder);
    objects = world.objects();
    installation = Installation.findOrMake(objects, NAMESPACE, "one", world.clock());
  }

  @AfterEach
  void stop() {
    objects.close();
    world.close();
  }

  private KubeEnrolmentStore store() {
    return new KubeEnrolmentStore(objects, NAMESPACE, world::nanos);
  }

  private Enrolments enrolments() {
    return new Enrolments(installation.root(), installation.name(), store(), world.clock());
  }

  private static byte[] request() {
    return SigningRequest.make(Keys.generate());
  }

  @Test
  void whatOneWritesAnotherReads() throws Exception {
    assertThat(store().read()).isEqualTo(EnrolmentState.EMPTY);
    String token = enrolments().newToken("cluster1", false);
    List<X509Certificate> chain = enrolments().enrol(token, request());

    assertThat(enrolments().check(chain.getFirst()).cluster()).isEqualTo("cluster1");
    assertThatExceptionOfType(EnrolmentRefused.class)
        .isThrownBy(() -> enrolments().enrol(token, request()))
        .matches(e -> e.reason() == EnrolmentRefused.Reason.TOKEN_USED);
  }

  @Test
  void ofManyWithOneTokenOneWins() throws Exception {
    String token = enrolments().newToken("cluster1", false);
    List<Callable<Boolean>> tries = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Enrolments server = enrolments();
      tries.add(() -> {
        try {
          return !server.enrol(token, request()).isEmpty();
        } catch (EnrolmentRefused e) {
          return false;
        }
      });
    }
    int won = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> result : threads.invokeAll(tries)) {
        won += result.get() ? 1 : 0;
      }
    }
    assertThat(won).isEqualTo(1);
  }

  @Test
  void nothingIsReplacedThatAnotherHasReplaced() {
    KubeEnrolmentStore one = store();
    KubeEnrolmentStore two = store();
    EnrolmentState read = one.read();
    EnrolmentState also = two.read();
    EnrolmentState next = EnrolmentText.read("cut-off cluster1 2026-05-01T10:00:00Z");
    EnrolmentState other = EnrolmentText.read("cut-off cluster2 2026-05-01T10:00:00Z");

    assertThat(one.replace(read, next)).isTrue();
    assertThat(two.replace(also, next)).as("made meanwhile").isFalse();
    assertThat(two.replace(two.read(), other)).isTrue();
    assertThat(one.replace(next, next)).as("changed meanwhile").isFalse();
  }

  @Test
  void anAnswerThatGotLostIsLookedUp() throws Exception {
    Enrolments server = enrolments();
    world.fail("create", new RequestFault.DropAfter(), 1);
    String token = server.newToken("cluster1", false);
    world.fail("update", new RequestFault.AnswerAfter(500), 1);
    assertThat(server.enrol(token, request())).hasSize(1);

    world.fail("update", new RequestFault.Answer(503, 0), 1);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> server.newToken("cluster2", false))
        .withMessageContaining("503");
  }

  @Test
  void aRevocationIsSeenByOthersSoonAndWhileNothingCanBeReadTheLastStateCounts() throws Exception {
    Enrolments server = enrolments();
    Enrolments command = enrolments();
    X509Certificate agent = server.enrol(server.newToken("cluster1", false), request()).getFirst();
    command.revoke("cluster1");
    world.fail("get", new RequestFault.Answer(503, 0), 1);
    world.pass(KubeEnrolmentStore.RECENT);
    assertThat(server.check(agent).cluster()).as("not readable").isEqualTo("cluster1");
    world.pass(KubeEnrolmentStore.RECENT);

    assertThatExceptionOfType(EnrolmentRefused.class)
        .isThrownBy(() -> server.check(agent))
        .matches(e -> e.reason() == EnrolmentRefused.Reason.REVOKED);
  }

  @Test
  void aBrokenStateIsLeftAsItIs() throws Exception {
    Enrolments running = enrolments();
    X509Certificate agent =
        running.enrol(running.newToken("cluster1", false), request()).getFirst();
    ObjectNode broken =
        world
            .cluster
            .find(SecretData.SECRET, NAMESPACE, KubeEnrolmentStore.SECRET)
            .orElseThrow()
            .deepCopy();
    broken.withObject("/data").put("enrolments", "eA==");
    world.cluster.load(broken);

    world.pass(KubeEnrolmentStore.RECENT);
    assertThat(running.check(agent).cluster()).as("as last known").isEqualTo("cluster1");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> enrolments().newToken("cluster2", false))
        .withMessageContaining(
            "Secret isthmus/isthmus-enrolments is broken: no entry of an enrolment: x");
    assertThat(
            world
                .cluster
                .find(SecretData.SECRET, NAMESPACE, KubeEnrolmentStore.SECRET)
                .orElseThrow()
                .at("/data/enrolments")
                .asText())
        .isEqualTo("eA==");
  }
}
