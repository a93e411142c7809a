package dev.isthmus.cli.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.isthmus.api.core.OwnerReference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How users name pods. */
final class PodChoiceTest {
  private static final List<ProxyPod> PODS =
      List.of(
          pod("c1", "shop", "web-6d8f-aaaaa", "ReplicaSet", "web-6d8f"),
          pod("c1", "shop", "web-6d8f-bbbbb", "ReplicaSet", "web-6d8f"),
          pod("c1", "shop", "web-api-77aa-ccccc", "ReplicaSet", "web-api-77aa"),
          pod("c1", "data", "db-0", "StatefulSet", "db"),
          pod("c1", "data", "log-x7x7x", "DaemonSet", "log"),
          new ProxyPod("c2", "shop", "web-5c5c-ddddd", null));

  private static ProxyPod pod(
      String cluster, String namespace, String name, String kind, String owner) {
    return new ProxyPod(cluster, namespace, name, new OwnerReference(kind, owner));
  }

  private static ProxyPod choose(String text, @Nullable String namespace, List<ProxyPod> pods)
      throws NoSuchPodException {
    return PodChoice.of(text, namespace, pods, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "web-6d8f-aaaaa.shop, , web-6d8f-aaaaa",
    "web-6d8f-aaaaa, shop, web-6d8f-aaaaa",
    "pod/web-6d8f-bbbbb, , web-6d8f-bbbbb",
    "deploy/web.shop, , web-6d8f-aaaaa",
    "deployment.apps/web-api, , web-api-77aa-ccccc",
    "rs/web-6d8f, shop, web-6d8f-aaaaa",
    "sts/db.data, , db-0",
    "ds/log, , log-x7x7x",
    "db, , db-0"
  })
  void aNameIsOfAPodOrOfWhatMadeIt(String text, @Nullable String namespace, String name)
      throws NoSuchPodException {
    List<ProxyPod> cluster1 = PODS.stream().filter(pod -> pod.cluster().equals("c1")).toList();
    assertThat(choose(text, namespace, cluster1).name()).isEqualTo(name);
  }

  @Test
  void whereControllersAreNotKnownTheFormOfTheNameTells() throws NoSuchPodException {
    List<ProxyPod> lab = List.of(PODS.getLast(), new ProxyPod("c2", "data", "db-0", null));
    assertThat(choose("deploy/web", null, lab).name()).isEqualTo("web-5c5c-ddddd");
    assertThat(choose("sts/db", null, lab).name()).isEqualTo("db-0");
  }

  @ParameterizedTest
  @CsvSource({
    "web, 'Several pods fit web'",
    "deploy/web, 'Several pods fit deploy/web'",
    "web-6d8f-aaaaa.data, 'there are:\n  db-0.data (c1)'",
    "nosuch, '(c2)'"
  })
  void whatFitsNoneOrSeveralIsAnErrorWithCandidates(String text, String message) {
    assertThatThrownBy(() -> choose(text, null, PODS))
        .isInstanceOf(NoSuchPodException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPodWithoutProxyIsToldApart() {
    assertThatThrownBy(() -> PodChoice.of("db-0", null, List.of(), List.of(PODS.get(3))))
        .hasMessageContaining("db-0.data (c1) has no Istio proxy");
    assertThatThrownBy(() -> choose("db-0", null, List.of()))
        .hasMessageContaining("No pod has an Istio proxy");
  }
}
