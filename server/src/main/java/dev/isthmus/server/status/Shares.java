package dev.isthmus.server.status;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.delivery.IstioKey;
import dev.isthmus.delivery.Rollout;
import dev.isthmus.delivery.Wait;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.server.key.Keys;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputChange;
import dev.isthmus.translate.Translation;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which part objects of users have in what is generated, and what of that is still open. */
final class Shares {
  private static final Share NONE = new Share();

  /**
   * A generated object that is not yet as it is wanted.
   *
   * @param wanted its form in the translation; null: it is to go
   * @param there what is there; null: nothing
   * @param owners whose it is
   */
  record Open(
      @Nullable Output wanted, @Nullable IstioObject there, Set<ObjectRef> owners, Wait why) {
    boolean isStill(@Nullable Output nowWanted, @Nullable IstioObject nowThere) {
      return Objects.equals(wanted, nowWanted)
          && (wanted != null || Objects.equals(there, nowThere));
    }
  }

  private final Map<ObjectRef, Share> shares = new HashMap<>();
  private final Map<IstioKey, Open> open = new LinkedHashMap<>();

  /** Objects of which translation has said something else since it was told what is open. */
  private Set<IstioKey> restated = new HashSet<>();

  private final Consumer<ObjectRef> changed;

  /**
   * @param changed is told each object whose share changes
   */
  Shares(Consumer<ObjectRef> changed) {
    this.changed = changed;
  }

  /** Stands for all that is in a cluster. */
  static ObjectRef all(String cluster) {
    return new ObjectRef(ObjectKind.KUBERNETES_CLUSTER, new ObjectKey("", "", cluster));
  }

  Share of(ObjectRef ref) {
    return shares.getOrDefault(ref, NONE);
  }

  Map<IstioKey, Open> open() {
    return Collections.unmodifiableMap(open);
  }

  /** A step of translation. */
  void translated(Translation step) {
    for (OutputChange change : step.restated()) {
      restated.add(Keys.of(change.key()));
      if (change.before() != null) {
        wanted(change.before(), -1);
      }
      if (change.after() != null) {
        wanted(change.after(), 1);
      }
    }
  }

  private void wanted(Output output, int by) {
    String cluster = output.key().cluster();
    for (ObjectRef ref : owners(output, null, cluster)) {
      shares.computeIfAbsent(ref, _ -> new Share()).wanted(cluster, by);
      tell(ref);
    }
  }

  /** What is open now. */
  void rolled(
      Rollout.Plan plan, Translation translation, Function<IstioKey, @Nullable IstioObject> there) {
    Wait sent = new Wait.Sent();
    List<IstioKey> done =
        open.keySet().stream()
            .filter(key -> !plan.waiting().containsKey(key) && !plan.writes().containsKey(key))
            .toList();
    done.forEach(this::close);
    plan.waiting().forEach((key, wait) -> reopen(key, wait, translation, there.apply(key)));
    plan.writes().keySet().forEach(key -> reopen(key, sent, translation, there.apply(key)));
    restated = new HashSet<>();
  }

  private void reopen(
      IstioKey key, Wait wait, Translation translation, @Nullable IstioObject there) {
    Open was = open.get(key);
    Output wanted =
        was == null || restated.contains(key)
            ? translation.output(Keys.of(key)).orElse(null)
            : was.wanted();
    if (was != null && was.isStill(wanted, there)) {
      if (!was.why().equals(wait)) {
        open.put(key, new Open(wanted, there, was.owners(), wait));
        was.owners().forEach(changed);
      }
      return;
    }
    close(key);
    Set<ObjectRef> owners = owners(wanted, there, key.cluster());
    open.put(key, new Open(wanted, there, owners, wait));
    for (ObjectRef ref : owners) {
      shares.computeIfAbsent(ref, _ -> new Share()).open(key, wanted != null);
      changed.accept(ref);
    }
  }

  private void close(IstioKey key) {
    Open was = open.remove(key);
    if (was != null) {
      for (ObjectRef ref : was.owners()) {
        of(ref).settled(key);
        tell(ref);
      }
    }
  }

  private void tell(ObjectRef ref) {
    if (of(ref).isEmpty()) {
      shares.remove(ref);
    }
    changed.accept(ref);
  }

  private static Set<ObjectRef> owners(
      @Nullable Output wanted, @Nullable IstioObject there, String cluster) {
    Set<ObjectRef> owners = wanted == null ? Contributors.of(there) : Contributors.of(wanted);
    owners.add(all(cluster));
    return owners;
  }
}
