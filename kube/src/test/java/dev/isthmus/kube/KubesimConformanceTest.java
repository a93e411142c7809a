package dev.isthmus.kube;

import dev.isthmus.kubesim.Access;
import dev.isthmus.kubesim.Kubeconfig;
import dev.isthmus.kubesim.SimCluster;
import dev.isthmus.kubesim.SimServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The suite on the API server that the tests and the lab use. */
final class KubesimConformanceTest extends KubePortConformance {
  private static SimServer sim;

  @BeforeAll
  static void start() throws Exception {
    sim = SimServer.start(new SimCluster("cluster1"));
  }

  @AfterAll
  static void stop() {
    sim.close();
  }

  @Override
  Server server() {
    return new Server(Kubeconfig.of(List.of(sim), Access.ADMIN), null);
  }
}
