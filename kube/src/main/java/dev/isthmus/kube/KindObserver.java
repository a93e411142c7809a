package dev.isthmus.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.kube.LineStream.Next;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Observes one kind for good: a list, one watch after the other from where the last one ended, and
 * a new list where that is not possible. A thread of its own runs it until it is interrupted.
 */
final class KindObserver implements Runnable {
  /** How a watch ended. */
  private enum Ended {
    TOLD,
    EMPTY,
    /** Not a word came, not even a bookmark. Some API servers (kcp 0.32) send none. */
    SILENT
  }

  private final ObjectKind kind;
  private final KubeHttp http;
  private final KindPaths paths;
  private final Trim trim;
  private final KubeOptions options;
  private final Consumer<Observation> observer;
  private final Backoff backoff;
  private String version = "";
  private boolean lost;

  KindObserver(
      ObjectKind kind,
      KubeHttp http,
      KindPaths paths,
      Trim trim,
      KubeOptions options,
      Consumer<Observation> observer) {
    this.kind = kind;
    this.http = http;
    this.paths = paths;
    this.trim = trim;
    this.options = options;
    this.observer = observer;
    this.backoff = new Backoff(options);
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          KindPath path = paths.of(kind);
          Observation.Listed listed = new Lister(http, trim, options.pageSize()).list(kind, path);
          version = listed.resourceVersion();
          lost = false;
          observer.accept(listed);
          follow(path);
          continue; // a silent watch: is it dead, or is there nothing to tell? A list knows
        } catch (LossException e) {
          lost(e.why(), e.detail());
        } catch (IOException e) {
          lost(SourceLoss.UNREACHABLE, KubeHttp.words(e));
        }
        Thread.sleep(backoff.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells once that nothing is known, until something is again. */
  private void lost(SourceLoss why, String detail) {
    if (why == SourceLoss.NOT_SERVED) {
      paths.forget(kind);
    }
    if (!lost) {
      lost = true;
      observer.accept(new Observation.Lost(kind, why, detail));
    }
  }

  /**
   * One watch after the other, until one is silent; a broken one is tried again once before
   * anything is lost.
   */
  private void follow(KindPath path) throws LossException, IOException, InterruptedException {
    boolean broken = false;
    while (true) {
      try {
        switch (watch(path)) {
          case SILENT -> {
            return;
          }
          case EMPTY -> Thread.sleep(backoff.next()); // ended at once: not again and again
          case TOLD -> {}
        }
        broken = false;
      } catch (IOException e) {
        if (broken) {
          throw e;
        }
        broken = true;
        Thread.sleep(backoff.next());
      }
    }
  }

  /** Follows one watch to its end. */
  private Ended watch(KindPath path) throws LossException, IOException, InterruptedException {
    String query =
        "?watch=true&allowWatchBookmarks=true&resourceVersion=%s&timeoutSeconds=%d"
            .formatted(version, options.watchTime().toSeconds());
    Ended ended = Ended.EMPTY;
    try (LineStream lines = http.stream(path.all() + query)) {
      while (true) {
        Next next = lines.next(options.silence());
        switch (next) {
          case null -> {
            return Ended.SILENT;
          }
          case Next.End end when end.failure() != null ->
              throw new IOException(KubeHttp.words(end.failure()));
          case Next.End _ -> {
            return ended;
          }
          case Next.Line line -> line(lines.code(), KubeHttp.parse(line.text()));
        }
        ended = Ended.TOLD;
        backoff.succeeded();
      }
    }
  }

  private void line(int code, JsonNode line) throws LossException, IOException {
    if (code != 200) {
      throw LossException.of(new Answer(code, java.time.Duration.ZERO, line));
    }
    String type = line.path("type").asText();
    if (!(line.path("object") instanceof ObjectNode object)) {
      throw new IOException("an event without an object");
    }
    if (type.equals("ERROR")) {
      throw LossException.of(
          new Answer(object.path("code").asInt(), java.time.Duration.ZERO, object));
    }
    String at = object.at("/metadata/resourceVersion").asText("");
    int order = compare(at, version);
    if (order < 0) {
      throw new LossException(
          SourceLoss.INCOMPLETE, "history went back from " + version + " to " + at);
    }
    version = at;
    // The same version again is the same event again.
    if (order > 0 && !type.equals("BOOKMARK")) {
      tell(type, object);
    }
  }

  private void tell(String type, ObjectNode object) throws IOException {
    StoredObject stored = trim.stored(kind, object);
    switch (type) {
      case "ADDED", "MODIFIED" -> observer.accept(new Observation.Put(stored));
      case "DELETED" ->
          observer.accept(
              new Observation.Gone(stored.ref(), stored.uid(), stored.resourceVersion()));
      default -> throw new IOException("an event of type " + type);
    }
  }

  /** Which of two resourceVersions is newer; texts that are no numbers only differ. */
  static int compare(String a, String b) {
    try {
      return Long.compare(Long.parseLong(a), Long.parseLong(b));
    } catch (NumberFormatException e) {
      return a.equals(b) ? 0 : 1;
    }
  }
}
