package dev.isthmus.cli.livelab;

import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.cli.mesh.ClusterMesh;
import dev.isthmus.cli.traffic.Meshes;
import dev.isthmus.cli.traffic.TrafficRun;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.istio.IstioObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the istiods: brings what the API servers show into the Envoys, in the order in which
 * they showed it. Changes that follow each other are taken together while they are of one cluster
 * and kind, and all come or all go: so no order that the server kept is lost in between.
 */
final class EnvoyFeed implements AutoCloseable {
  private final TrafficRun traffic;
  private final SortedMap<ObjectRef, Seen> objects;
  private final BlockingQueue<LiveChange> queue = new LinkedBlockingQueue<>();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("envoy-feed").unstarted(this::run);
  private long done;
  private @Nullable IOException problem;

  private EnvoyFeed(TrafficRun traffic, SortedMap<ObjectRef, Seen> objects, long done) {
    this.traffic = traffic;
    this.objects = objects;
    this.done = done;
  }

  /** Starts the Envoys with what the API servers show, and goes on with each change. */
  static EnvoyFeed start(LiveState state, TrafficRun traffic)
      throws IOException, InterruptedException {
    EnvoyFeed feed;
    synchronized (state) {
      feed = new EnvoyFeed(traffic, state.objects(), state.changes());
      state.listen(feed.queue::add);
    }
    Map<String, ClusterMesh> clusters = new TreeMap<>();
    Map<IstioKey, IstioObject> ours = new TreeMap<>();
    for (ObjectRef ref : feed.objects.keySet()) {
      if (!clusters.containsKey(ref.key().cluster())) {
        Meshes part = feed.meshes(ref.key().cluster());
        clusters.putAll(part.clusters());
        ours.putAll(part.ours());
      }
    }
    traffic.start(new Meshes(clusters, ours));
    feed.thread.start();
    return feed;
  }

  /** One cluster as its istiods read it now. */
  private Meshes meshes(String cluster) {
    List<Resource> resources = new ArrayList<>();
    List<IstioObject> others = new ArrayList<>();
    Map<IstioKey, IstioObject> ours = new TreeMap<>();
    for (Seen seen : objects.values()) {
      if (seen.ref().key().cluster().equals(cluster)) {
        if (seen.resource() != null) {
          resources.add(seen.resource());
        }
        seen.others().ifPresent(others::add);
        seen.ours()
            .ifPresent(object ->
                ours.put(
                    new IstioKey(cluster, object.namespace(), object.kind(), object.name()),
                    object));
      }
    }
    ClusterMesh mesh = ClusterMesh.of(cluster, resources, others, List.of());
    return new Meshes(Map.of(cluster, mesh), ours);
  }

  private void run() {
    try {
      while (true) {
        LiveChange first = queue.take();
        LiveChange last = first;
        take(first);
        for (LiveChange next = queue.peek();
            next != null && follows(first, next);
            next = queue.peek()) {
          last = queue.take();
          take(last);
        }
        show(first.cluster());
        finished(last.number());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean follows(LiveChange first, LiveChange next) {
    return first.cluster().equals(next.cluster())
        && first.ref().kind().equals(next.ref().kind())
        && (first.now() == null) == (next.now() == null);
  }

  private void take(LiveChange change) {
    if (change.now() == null) {
      objects.remove(change.ref());
    } else {
      objects.put(change.ref(), change.now());
    }
  }

  private void show(String cluster) throws InterruptedException {
    try {
      traffic.show(meshes(cluster));
    } catch (IOException refused) {
      fail(refused);
    } catch (RuntimeException bug) { // who waits must hear of it
      fail(new IOException("what the Envoys of " + cluster + " get cannot be computed", bug));
    }
  }

  private synchronized void fail(IOException refused) {
    problem = refused;
  }

  private synchronized void finished(long number) {
    done = number;
    notifyAll();
  }

  /**
   * Waits until every Envoy holds what the API servers had shown up to a change.
   *
   * @throws IOException when an Envoy refused something since this was asked last
   */
  synchronized void await(long number) throws IOException, InterruptedException {
    while (done < number) {
      wait();
    }
    IOException refused = problem;
    problem = null;
    if (refused != null) {
      throw refused;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
