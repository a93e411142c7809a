package dev.isthmus.bench.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.bench.Heap;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.delivery.Sources;
import dev.isthmus.delivery.Stamp;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.server.Remembered;
import dev.isthmus.server.key.Keys;
import dev.isthmus.server.status.StatusBoard;
import dev.isthmus.server.status.UserObject;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a server's core holds per generated object, and what its parts would by themselves. */
final class LiveHeap {
  private final ObjectNode report = JsonNodeFactory.instance.objectNode();
  private final Collection<ObservedObject> objects;
  private final int count;

  /** Keeps what was made alive until all was weighed. */
  private final List<Object> parts = new ArrayList<>();

  /**
   * @param bytes that the whole core holds, beyond the objects that were reported to it
   * @param count how many objects are generated
   */
  LiveHeap(Collection<ObservedObject> objects, long bytes, int count) {
    this.objects = objects;
    this.count = count;
    report.put("bytesPerObject", bytes / count);
  }

  private <T> T weigh(String name, Callable<T> part) throws Exception {
    long before = Heap.used();
    T made = part.call();
    parts.add(made);
    report.put(name, (Heap.used() - before) / count);
    return made;
  }

  /** Weighs the parts; the translator that was made for it can be used further. */
  Translator measure(ObjectNode to) throws Exception {
    Translator translator = weigh("translation", () -> translator(objects));
    Translation translation = translator.current();
    List<Output> outputs = List.copyOf(translation.outputs().values());
    var reported = weigh("reports", () -> reports(outputs));
    var wished = weigh("formsDesired", () -> outputs.stream().map(LiveHeap::wish).toList());
    weigh("rolloutAndFormsThere", () -> rollout(outputs, wished, reported));
    weigh("statuses", () -> board(translation));
    to.set("heap", report);
    return translator;
  }

  /** A translator alone, which knows the objects. */
  static Translator translator(Collection<ObservedObject> objects) {
    Translator translator = Translator.create();
    translator.apply(Reports.changes(List.copyOf(objects), List.of()));
    return translator;
  }

  private static List<Remembered> reports(List<Output> outputs) throws IOException {
    List<Remembered> all = new ArrayList<>();
    for (Output output : outputs) {
      ObjectNode json = LiveWorld.decoded(IstioJson.write(wish(output)));
      ObjectRef ref =
          new ObjectRef(
              ObjectKind.of(output.key().kind().apiVersion(), output.key().kind().kind()),
              new ObjectKey(output.key().cluster(), output.key().namespace(), output.key().name()));
      all.add(Remembered.of(new ObservedObject(ref, "uid", json)));
    }
    return all;
  }

  private static IstioObject read(Remembered report) {
    if (IstioJson.read(report.observed().json()) instanceof IstioJson.Read read) {
      return read.object();
    }
    throw new IllegalStateException(report.json());
  }

  private static IstioObject wish(Output output) {
    return Stamp.stamped(Sources.with(output.toIstio(), List.of("mgmt", output.key().cluster())));
  }

  private static Rollout rollout(
      List<Output> outputs, List<IstioObject> desired, List<Remembered> reported) {
    Rollout rollout = new Rollout();
    for (int i = 0; i < desired.size(); i++) {
      IstioKey at = Keys.of(outputs.get(i).key());
      rollout.desired(at, desired.get(i));
      rollout.there(at, read(reported.get(i)));
    }
    return rollout;
  }

  private StatusBoard board(Translation translation) {
    StatusBoard board = new StatusBoard("mgmt");
    for (ObservedObject object : objects) {
      if (object.ref().kind().group().endsWith(".gloo.solo.io")) {
        board.seen(new UserObject(object.ref(), object.uid(), 1, 1, List.of()));
      }
    }
    board.translated(translation);
    board.rolled(
        new Rollout.Plan(new TreeMap<>(), new TreeMap<>()),
        translation,
        LiveHeap::nothing,
        new TreeMap<>(),
        List.of());
    board.take(translation);
    return board;
  }

  private static @Nullable IstioObject nothing(IstioKey key) {
    return null;
  }
}
