package dev.isthmus.kubesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.kubesim.Store.Change;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One open watch: what waits to be sent. */
final class Watch {
  private final String resource;
  private final Predicate<JsonNode> filter;
  private final long since;
  private final BlockingQueue<Optional<WatchEvent>> queue = new LinkedBlockingQueue<>();

  /**
   * @param since changes up to this revision are not told
   */
  Watch(String resource, Predicate<JsonNode> filter, long since) {
    this.resource = resource;
    this.filter = filter;
    this.since = since;
  }

  String resource() {
    return resource;
  }

  /** What waits; an empty one ends the watch. */
  BlockingQueue<Optional<WatchEvent>> queue() {
    return queue;
  }

  void tell(WatchEvent event) {
    queue.add(Optional.of(event));
  }

  void end() {
    queue.add(Optional.empty());
  }

  /** What a change is to this watch: what its selector no longer takes is deleted to it. */
  @Nullable WatchEvent eventOf(Change change) {
    if (change.revision() <= since) {
      return null;
    }
    ObjectNode before = change.before();
    ObjectNode after = change.after();
    boolean was = before != null && filter.test(before);
    if (after != null && filter.test(after)) {
      return new WatchEvent(was ? WatchEvent.Type.MODIFIED : WatchEvent.Type.ADDED, after);
    }
    if (before == null || !was) {
      return null;
    }
    ObjectNode last = before.deepCopy();
    Store.stamp(last, change.revision());
    return new WatchEvent(WatchEvent.Type.DELETED, last);
  }
}
