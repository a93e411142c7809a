package dev.isthmus.server.store;

import static dev.isthmus.server.store.StoreWorld.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.istio.IstioKind;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.kubesim.Access;
import dev.isthmus.kubesim.RequestFault;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstallationTest {
  private static final IstioKey KEY =
      new IstioKey("cluster1", "shop", IstioKind.SERVICE_ENTRY, "vd-a");

  @TempDir Path folder;
  private StoreWorld world;
  private KubeObjects objects;

  @BeforeEach
  void start() throws Exception {
    world = new StoreWorld(folder);
    objects = world.objects();
  }

  @AfterEach
  void stop() {
    objects.close();
    world.close();
  }

  private Installation make(String name) throws Exception {
    return Installation.findOrMake(objects, NAMESPACE, name, world.clock());
  }

  private ObjectNode secret() {
    return world.cluster.find(SecretData.SECRET, NAMESPACE, Installation.SECRET).orElseThrow();
  }

  @Test
  void itIsMadeOnceAndReadAsItWas() throws Exception {
    assertThat(Installation.find(objects, NAMESPACE, world.clock())).isEmpty();
    Installation made = make("one");
    ObjectNode stored = secret();
    Installation again = make("two");

    assertThat(again.name()).isEqualTo("one");
    assertThat(again.root().root()).isEqualTo(made.root().root());
    assertThat(again.ownership().proof("uid", KEY)).isEqualTo(made.ownership().proof("uid", KEY));
    assertThat(secret()).isEqualTo(stored);
  }

  @Test
  void whoMakesItAtTheSameTimeGetsTheSame() throws Exception {
    world.fail("create", new RequestFault.DropAfter(), 1);
    assertThatExceptionOfType(KubeException.class).isThrownBy(() -> make("one"));
    ObjectNode stored = secret();

    assertThat(make("two").name())
        .as("it was made by the request without an answer")
        .isEqualTo("one");
    assertThat(secret()).isEqualTo(stored);
  }

  @Test
  void anotherWasFasterBetweenLookingAndMaking() throws Exception {
    make("one");
    ObjectNode theirs = secret();
    // Looks, and sees nothing yet.
    world.cluster.remove(SecretData.SECRET, NAMESPACE, Installation.SECRET);
    world
        .cluster
        .faults()
        .fail(
            call -> {
              boolean create = call.verb().equals("create");
              if (create) {
                world.cluster.load(theirs);
              }
              return false;
            },
            new RequestFault.Drop(),
            1);

    assertThat(make("two").name()).isEqualTo("one");
  }

  @ParameterizedTest
  @CsvSource({
    "name, '', entry name is missing",
    "name, Tm8=, is no name of a cluster",
    "root.key, '', entry root.key is missing",
    "root.key, eA==, no block PRIVATE KEY",
    "root.crt, eA==, ''",
    "proofs.key, eA==, at least 32 bytes",
    "proofs.key, '!', entry proofs.key is not base64",
  })
  void aBrokenOneIsLeftAsItIs(String entry, String value, String words) throws Exception {
    make("one");
    ObjectNode broken = secret().deepCopy();
    if (value.isEmpty()) {
      broken.withObject("/data").remove(entry);
    } else {
      broken.withObject("/data").put(entry, value);
    }
    world.cluster.load(broken);
    ObjectNode before = secret();

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> make("one"))
        .withMessageStartingWith("context mgmt: Secret isthmus/isthmus-installation is broken: ")
        .withMessageContaining(words)
        .withMessageContaining("Put it back from a backup");
    assertThat(secret()).isEqualTo(before);
  }

  @Test
  void aRootThatIsAnothersIsBroken() throws Exception {
    make("one");
    ObjectNode broken = secret().deepCopy();
    world.cluster.remove(SecretData.SECRET, NAMESPACE, Installation.SECRET);
    make("two");
    broken.withObject("/data").set("root.key", secret().at("/data").get("root.key"));
    world.cluster.load(broken);

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> make("one"))
        .withMessageContaining("the key is not that of the certificate");
  }

  @Test
  void withoutTheRightItSaysWhichIsMissing() {
    world.cluster.access().deny(Access.ADMIN, "get", "secrets");
    assertThatExceptionOfType(KubeException.class)
        .isThrownBy(() -> make("one"))
        .withMessageContaining("cannot get resource \"secrets\"");
  }
}
