package dev.isthmus.server.store;

import dev.isthmus.kube.KubeContext;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.kubesim.Access;
import dev.isthmus.kubesim.ApiCall;
import dev.isthmus.kubesim.Kubeconfig;
import dev.isthmus.kubesim.RequestFault;
import dev.isthmus.kubesim.SimCluster;
import dev.isthmus.kubesim.SimServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A management cluster, and time that passes when a test says so. */
final class StoreWorld implements AutoCloseable {
  static final String NAMESPACE = "isthmus";

  final SimCluster cluster = new SimCluster("mgmt");
  private final SimServer server;
  private final KubeContext context;
  private volatile Duration passed = Duration.ZERO;

  StoreWorld(Path folder) throws IOException {
    server = SimServer.start(cluster);
    Path kubeconfig = folder.resolve("config");
    Files.writeString(kubeconfig, Kubeconfig.of(List.of(server), Access.ADMIN));
    context = KubeContext.of(kubeconfig, null);
    try (KubeObjects objects = objects()) {
      objects.create(SecretData.secret("", NAMESPACE, Map.of()).put("kind", "Namespace"));
    }
  }

  KubeContext context() {
    return context;
  }

  KubeObjects objects() {
    return KubeObjects.of(context, Duration.ofMinutes(5));
  }

  void pass(Duration time) {
    passed = passed.plus(time);
  }

  InstantSource clock() {
    return () -> Instant.parse("2026-05-01T10:00:00Z").plus(passed);
  }

  long nanos() {
    return passed.toNanos();
  }

  /** The next requests of this verb go wrong. */
  void fail(String verb, RequestFault fault, int times) {
    Predicate<ApiCall> calls = call -> call.verb().equals(verb);
    cluster.faults().fail(calls, fault, times);
  }

  @Override
  public void close() {
    server.close();
  }
}
