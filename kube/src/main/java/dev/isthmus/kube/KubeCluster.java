package dev.isthmus.kube;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.ClusterPort;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.Write;
import dev.isthmus.api.port.WriteResult;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A cluster behind its Kubernetes API server. */
public final class KubeCluster implements ClusterPort {
  private static final String KUBE_SYSTEM = "/api/v1/namespaces/kube-system";

  private final String name;
  private final KubeOptions options;
  private final KubeHttp http;
  private final KindPaths paths;
  private final Trim trim;
  private final WriteRequests requests;
  private final WriteResults results;
  private final WriteBudget budget;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /** Who observes each kind now; what a former one tells yet is dropped. */
  private final Map<ObjectKind, Thread> observers = new ConcurrentHashMap<>();

  private final ScheduledExecutorService teller;

  private KubeCluster(String name, Config config, KubeOptions options) {
    this.name = name;
    this.options = options;
    // What is to be repeated is decided above the port.
    config.setRequestRetryBackoffLimit(0);
    config.setRequestTimeout((int) options.requestTimeout().toMillis());
    this.http =
        new KubeHttp(
            new KubernetesClientBuilder().withConfig(config).build(), options.requestTimeout());
    this.paths = new KindPaths(http);
    this.trim = new Trim(name);
    this.requests = new WriteRequests(http);
    this.results = new WriteResults(trim);
    this.budget = new WriteBudget(options.writesPerSecond(), options.burst(), System::nanoTime);
    this.teller =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kube-" + name).factory());
  }

  /**
   * The cluster of a kubeconfig's context.
   *
   * @param name the cluster's name, which its objects' references have
   * @param kubeconfig the file's content
   * @param context the context; null: the current one
   */
  public static KubeCluster ofKubeconfig(
      String name, String kubeconfig, @Nullable String context, KubeOptions options) {
    return new KubeCluster(name, config(kubeconfig, context), options);
  }

  /**
   * The cluster behind a context.
   *
   * @param name the cluster's name, which its objects' references have
   */
  public static KubeCluster of(String name, KubeContext context, KubeOptions options) {
    return new KubeCluster(name, context.config(), options);
  }

  /** The method that stays takes no context. */
  @SuppressWarnings("removal")
  static Config config(String kubeconfig, @Nullable String context) {
    return Config.fromKubeconfig(context, kubeconfig, null);
  }

  /** The cluster that this process runs in, with its pod's account; else kubectl's current one. */
  public static KubeCluster here(String name, KubeOptions options) {
    return new KubeCluster(name, Config.autoConfigure(null), options);
  }

  @Override
  public void observe(ObjectKind kind, Consumer<Observation> observer) {
    Thread thread =
        thread(
            new KindObserver(
                kind,
                http,
                paths,
                trim,
                options,
                seen -> {
                  Thread by = Thread.currentThread();
                  tell(() -> {
                    if (by.equals(observers.get(kind))) {
                      observer.accept(seen);
                    }
                  });
                }));
    Thread former = observers.put(kind, thread);
    if (former != null) {
      former.interrupt();
      threads.remove(former);
    }
    thread.start();
  }

  private void start(Runnable task) {
    thread(task).start();
  }

  private Thread thread(Runnable task) {
    Thread thread = Thread.ofVirtual().name("kube-" + name).unstarted(task);
    threads.add(thread);
    return thread;
  }

  /** On the one thread that tells; nothing is told after the end. */
  private void tell(Runnable word) {
    try {
      teller.execute(word);
    } catch (RejectedExecutionException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void write(Write write, Consumer<WriteResult> done) {
    Runnable send =
        () ->
            start(() -> {
              WriteResult result = result(write);
              threads.remove(Thread.currentThread());
              tell(() -> done.accept(result));
            });
    long wait = budget.take();
    if (wait == 0) {
      send.run();
    } else {
      var _ = teller.schedule(send, wait, TimeUnit.NANOSECONDS);
    }
  }

  private WriteResult result(Write write) {
    try {
      KindPath path = paths.of(write.ref().kind());
      return results.of(write, requests.send(write, path));
    } catch (LossException e) {
      return notSent(e);
    } catch (IOException e) {
      return new WriteResult.Unknown(KubeHttp.words(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new WriteResult.Unknown("closed");
    }
  }

  /** Nothing was sent: where the kind is, is not known. */
  private static WriteResult notSent(LossException loss) {
    return switch (loss.why()) {
      case FORBIDDEN -> new WriteResult.Forbidden(loss.detail());
      case NOT_SERVED -> new WriteResult.NotFound(loss.detail());
      case UNREACHABLE, INCOMPLETE -> new WriteResult.Unknown(loss.detail());
    };
  }

  @Override
  public void clusterUid(Consumer<String> done) {
    start(() -> {
      Backoff backoff = new Backoff(options);
      try {
        String uid = uid();
        while (uid.isEmpty()) {
          Thread.sleep(backoff.next());
          uid = uid();
        }
        String known = uid;
        threads.remove(Thread.currentThread());
        tell(() -> done.accept(known));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private String uid() throws InterruptedException {
    try {
      return http.get(KUBE_SYSTEM).body().at("/metadata/uid").asText("");
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    teller.shutdownNow();
    http.close();
  }
}
