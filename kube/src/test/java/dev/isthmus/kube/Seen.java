package dev.isthmus.kube;

import dev.isthmus.api.port.Observation;
import dev.isthmus.api.port.StoredObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What an observer was told, in order: of one namespace, as others use the server too. */
final class Seen implements Consumer<Observation> {
  /** That no machine is too slow for. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String namespace;
  private final BlockingQueue<Observation> queue = new LinkedBlockingQueue<>();

  Seen(String namespace) {
    this.namespace = namespace;
  }

  @Override
  public void accept(Observation seen) {
    boolean ours =
        switch (seen) {
          case Observation.Listed _, Observation.Lost _ -> true;
          case Observation.Put put -> isOurs(put.object());
          case Observation.Gone gone -> gone.ref().key().namespace().equals(namespace);
        };
    if (ours) {
      queue.add(seen);
    }
  }

  private boolean isOurs(StoredObject object) {
    return object.ref().key().namespace().equals(namespace);
  }

  /** What is told next, which must be of this kind. */
  <T extends Observation> T next(Class<T> kind) throws InterruptedException {
    Observation next = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!kind.isInstance(next)) {
      throw new AssertionError("expected " + kind.getSimpleName() + ", was told " + next);
    }
    return kind.cast(next);
  }

  /** The first list that has an object; those before it came too early for that. */
  Observation.Listed listedWith(String name) throws InterruptedException {
    Observation.Listed listed = next(Observation.Listed.class);
    while (ours(listed).stream().noneMatch(object -> object.ref().key().name().equals(name))) {
      listed = next(Observation.Listed.class);
    }
    return listed;
  }

  /** The loss that follows on any number of lists. */
  Observation.Lost lostAfterLists() throws InterruptedException {
    Observation next = next(Observation.class);
    while (next instanceof Observation.Listed) {
      next = next(Observation.class);
    }
    return (Observation.Lost) next;
  }

  /** The objects of a list that are in the namespace. */
  List<StoredObject> ours(Observation.Listed listed) {
    return listed.objects().stream().filter(this::isOurs).toList();
  }

  /** What was told and not asked for. */
  List<Observation> rest() {
    return List.copyOf(queue);
  }
}
