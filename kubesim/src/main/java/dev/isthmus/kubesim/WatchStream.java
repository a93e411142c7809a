package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends one watch: its events, bookmarks between them, and its end in time. */
final class WatchStream {
  private static final Duration BOOKMARKS = Duration.ofSeconds(5);
  private static final int LONGEST_SECONDS = 1800;

  private final SimCluster cluster;
  private final Views views;
  private final Request request;
  private final Target target;

  WatchStream(SimCluster cluster, Request request, Target target) {
    this.cluster = cluster;
    this.views = new Views(cluster.clock());
    this.request = request;
    this.target = target;
  }

  /** Whether this API server cannot do what is asked. */
  void check() {
    if (!request.parameter("sendInitialEvents").isEmpty()) {
      throw new ApiFailure(
          422,
          "Invalid",
          "ListOptions.meta.k8s.io \"\" is invalid: sendInitialEvents: Forbidden: sendInitialEvents"
              + " is forbidden for watch unless the WatchList feature gate is enabled");
    }
    ResourceHandler.filter(request, target);
  }

  void send(OutputStream out) throws IOException, InterruptedException {
    Watch watch;
    try {
      watch =
          cluster.watch(
              target.type(),
              ResourceHandler.filter(request, target),
              request.parameter("resourceVersion"));
    } catch (ApiFailure e) {
      write(out, new WatchEvent(WatchEvent.Type.ERROR, e.status()));
      return;
    }
    try {
      follow(watch, out);
    } finally {
      cluster.close(watch);
    }
  }

  private void follow(Watch watch, OutputStream out) throws IOException, InterruptedException {
    int seconds = request.number("timeoutSeconds");
    long end =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds == 0 ? LONGEST_SECONDS : seconds);
    while (true) {
      long left = end - System.nanoTime();
      boolean last = left <= BOOKMARKS.toNanos();
      Optional<WatchEvent> next =
          watch
              .queue()
              .poll(Math.max(0, Math.min(left, BOOKMARKS.toNanos())), TimeUnit.NANOSECONDS);
      if (cluster.faults().isSilent(target.type().name())) {
        // Never again, even after the silence: such a connection is dead.
        Thread.sleep(Duration.ofDays(1));
      }
      if (next == null) {
        write(out, cluster.bookmarkEvent());
        if (last) {
          return;
        }
      } else if (next.isEmpty()) {
        return;
      } else {
        write(out, next.get());
      }
    }
  }

  private void write(OutputStream out, WatchEvent event) throws IOException {
    if (event.type() == WatchEvent.Type.BOOKMARK && !request.flag("allowWatchBookmarks")) {
      return;
    }
    ObjectNode line = views.event(request, target, event);
    out.write(Json.write(line));
    out.write('\n');
    out.flush();
  }
}
