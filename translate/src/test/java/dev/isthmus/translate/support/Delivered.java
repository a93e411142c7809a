package dev.isthmus.translate.support;

import dev.isthmus.delivery.IstioKey;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputKey;
import dev.isthmus.translate.Translation;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A translation's objects as delivery knows them, and back. */
public final class Delivered {
  private Delivered() {}

  /** The objects of a translation, as a cluster holds them. */
  public static SortedMap<IstioKey, IstioObject> objects(Translation translation) {
    return objects(translation, Output::toIstio);
  }

  /** The objects of a translation, each in the form that {@code form} gives it. */
  public static SortedMap<IstioKey, IstioObject> objects(
      Translation translation, Function<Output, IstioObject> form) {
    var objects = new TreeMap<IstioKey, IstioObject>();
    translation
        .outputs()
        .forEach((key, output) ->
            objects.put(
                new IstioKey(key.cluster(), key.namespace(), key.kind(), key.name()),
                form.apply(output)));
    return objects;
  }

  /** The specs of what clusters hold, by the keys of translation. */
  public static SortedMap<OutputKey, IstioSpec> specs(Map<IstioKey, IstioObject> state) {
    var specs = new TreeMap<OutputKey, IstioSpec>();
    state.forEach((key, object) ->
        specs.put(
            new OutputKey(key.cluster(), key.namespace(), key.kind(), key.name()), object.spec()));
    return specs;
  }
}
