package dev.isthmus.cli.livelab;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the clusters must hold: a translation of its own of what their API servers show, with which
 * what server and agents made is compared.
 */
final class Model {
  private final LiveState state;
  private final Translator translator = Translator.create();
  private SortedMap<ObjectRef, Resource> known = new TreeMap<>();
  private Translation translation = translator.current();
  private long changes = -1;

  Model(LiveState state) {
    this.state = state;
  }

  /** Brings it up to date. */
  private void update() {
    if (changes == state.changes()) {
      return;
    }
    changes = state.changes();
    SortedMap<ObjectRef, Resource> now = new TreeMap<>();
    state
        .objects()
        .values()
        .forEach(seen -> {
          if (seen.resource() != null) {
            now.put(seen.resource().ref(), seen.resource());
          }
        });
    List<Change> edits = new ArrayList<>();
    now.forEach((ref, resource) -> {
      if (!resource.equals(known.get(ref))) {
        edits.add(Change.of(resource));
      }
    });
    known.keySet().stream()
        .filter(ref -> !now.containsKey(ref))
        .forEach(ref -> edits.add(Change.gone(ref)));
    if (!edits.isEmpty()) {
      translation = translator.apply(edits);
    }
    known = now;
  }

  /** What differs between it and what the API servers show, a line each; none: nothing. */
  List<String> differences() {
    update();
    SortedMap<OutputKey, IstioObject> there = ours(state);
    SortedSet<OutputKey> keys = new TreeSet<>(there.keySet());
    keys.addAll(translation.outputs().keySet());
    List<String> lines = new ArrayList<>();
    for (OutputKey key : keys) {
      Output wanted = translation.outputs().get(key);
      IstioObject object = there.get(key);
      if (wanted == null) {
        lines.add("left over: " + key);
      } else if (object == null) {
        lines.add("missing: " + key);
      } else if (!wanted.spec().equals(object.spec())
          || !wanted.toIstio().labels().equals(object.labels())) {
        lines.add("differs: " + key);
      }
    }
    return lines;
  }

  /** The generated objects that there are. */
  static SortedMap<OutputKey, IstioObject> ours(LiveState state) {
    SortedMap<OutputKey, IstioObject> ours = new TreeMap<>();
    for (Seen seen : state.objects().values()) {
      seen.key().ifPresent(key -> seen.ours().ifPresent(object -> ours.put(key, object)));
    }
    return ours;
  }

  /** What the clusters must hold. */
  Translation translation() {
    return translation;
  }

  /** The readers' findings and the translation's, sorted. */
  List<Finding> findings() {
    TreeSet<Finding> findings = new TreeSet<>(translation.findings());
    findings.addAll(state.findings());
    return List.copyOf(findings);
  }
}
