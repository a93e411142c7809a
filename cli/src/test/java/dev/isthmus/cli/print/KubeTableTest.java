package dev.isthmus.cli.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class KubeTableTest {

  /** As lab 11 prints them. */
  @Test
  void itIsKubectlsTable() {
    var entries = new KubeTable(List.of("Name", "Hosts", "Location", "Resolution", "Age"));
    for (String cluster : List.of("cluster2", "cluster1")) {
      entries.row(
          List.of(
              "vd-reviews-bookinfo-backends-svc-" + cluster + "-global-bookinfo",
              "[\"reviews.bookinfo-backends.svc." + cluster + ".global\"]",
              "MESH_INTERNAL",
              "STATIC",
              "27m"));
    }
    assertThat(entries.lines())
        .containsExactly(
            "NAME                                                        HOSTS                                               LOCATION        RESOLUTION   AGE",
            "vd-reviews-bookinfo-backends-svc-cluster2-global-bookinfo   [\"reviews.bookinfo-backends.svc.cluster2.global\"]   MESH_INTERNAL   STATIC       27m",
            "vd-reviews-bookinfo-backends-svc-cluster1-global-bookinfo   [\"reviews.bookinfo-backends.svc.cluster1.global\"]   MESH_INTERNAL   STATIC       27m");
    assertThat(
            new KubeTable(List.of("Name", "Gateways", "Hosts", "Age"))
                .row(
                    List.of(
                        "routetable-reviews-bookinfo-backends-cluster1-bookinfo",
                        "[\"mesh\"]",
                        "[\"reviews.bookinfo-backends.svc.cluster.local\"]",
                        "4m59s"))
                .lines())
        .containsExactly(
            "NAME                                                     GATEWAYS   HOSTS                                             AGE",
            "routetable-reviews-bookinfo-backends-cluster1-bookinfo   [\"mesh\"]   [\"reviews.bookinfo-backends.svc.cluster.local\"]   4m59s");
  }

  @Test
  void aColumnHasAtLeastSixCharacters() {
    assertThat(new KubeTable(List.of("a", "b")).row(List.of("1", "")).lines())
        .containsExactly("A     B", "1     ");
  }

  @Test
  void aRowHasACellForEachHead() {
    var table = new KubeTable(List.of("a", "b"));
    assertThat(table.isEmpty()).isTrue();
    assertThatThrownBy(() -> table.row(List.of("1"))).hasMessage("1 cells for 2 heads");
  }
}
