package dev.isthmus.server.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.kube.KubeException;
import dev.isthmus.kube.KubeObjects;
import dev.isthmus.server.pending.PendingPort;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits, in a ConfigMap of the management cluster: written at most once a second, the newest
 * only, and again after a while where it could not be.
 */
public final class KubePending implements PendingPort {
  private static final Duration APART = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /** What is to be said. */
  private record News(SortedMap<String, String> pending, Set<String> spent) {}

  private final KubeObjects cluster;
  private final String namespace;
  private final Consumer<String> log;
  private final AtomicReference<@Nullable News> news = new AtomicReference<>();
  private final ScheduledThreadPoolExecutor timer;

  /**
   * @param log takes a line about what could not be written
   */
  public KubePending(KubeObjects cluster, String namespace, Consumer<String> log) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.log = log;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("pending-", 0).factory());
    this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void publish(SortedMap<String, String> pending, Set<String> spent) {
    if (news.getAndSet(new News(pending, spent)) == null) {
      later(Duration.ZERO);
    }
  }

  private void later(Duration delay) {
    if (!timer.isShutdown()) {
      var _ = timer.schedule(this::write, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void write() {
    News now = news.get();
    if (now == null) {
      return;
    }
    try {
      say(now.pending());
      takeAway(now.spent());
      if (!news.compareAndSet(now, null)) {
        later(APART);
      }
    } catch (KubeException e) {
      log.accept("What waits cannot be told to users: " + e.getMessage());
      later(AGAIN);
    }
  }

  private void say(SortedMap<String, String> pending) throws KubeException {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    pending.forEach(data::put);
    Optional<ObjectNode> there = find(PENDING);
    if (there.isEmpty()) {
      ObjectNode fresh = JsonNodeFactory.instance.objectNode();
      fresh.put("apiVersion", "v1").put("kind", "ConfigMap");
      fresh
          .putObject("metadata")
          .put("namespace", namespace)
          .put("name", PENDING)
          .putObject("labels")
          .put(SecretData.MANAGED_BY, "isthmus");
      fresh.set("data", data);
      var _ = cluster.create(fresh);
    } else if (!there.get().path("data").equals(data)) {
      ObjectNode next = there.get().deepCopy();
      next.set("data", data);
      var _ = cluster.replace(next);
    }
  }

  private void takeAway(Set<String> spent) throws KubeException {
    Optional<ObjectNode> there = spent.isEmpty() ? Optional.empty() : find(APPROVALS);
    if (there.isPresent() && there.get().path("data") instanceof ObjectNode data) {
      ObjectNode left = data.deepCopy();
      left.remove(spent);
      if (!left.equals(data)) {
        ObjectNode next = there.get().deepCopy();
        next.set("data", left);
        var _ = cluster.replace(next);
      }
    }
  }

  private Optional<ObjectNode> find(String name) throws KubeException {
    return cluster.find(ObjectKind.CONFIG_MAP, namespace, name);
  }

  /** Says nothing more. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
