package dev.isthmus.translate.resolve;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Resource;
import dev.isthmus.engine.Entries;
import dev.isthmus.engine.Entry;
import dev.isthmus.engine.GraphBuilder;
import dev.isthmus.engine.In;
import dev.isthmus.engine.Index;
import dev.isthmus.engine.Out;
import dev.isthmus.engine.Table;
import dev.isthmus.translate.finding.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The configuration objects of one kind that count: those in namespaces of workspaces that read
 * configuration there. One object that was applied to several clusters (same namespace and name,
 * equal spec) counts once, as the oldest; which one stands for a copy is in {@link #canonical}.
 */
public final class ConfigObjects<R extends Resource> {

  /** The objects that count. */
  public final Table<ObjectKey, Owned<R>> table;

  /** The objects that count, by workspace. */
  public final Index<String, ObjectKey, Owned<R>> byWorkspace;

  /** For each copy that does not count itself, the one that does. */
  public final Table<ObjectKey, ObjectKey> canonical;

  private final Table<NamespaceId, Membership> memberships;
  private final Findings findings;
  private final Function<R, Object> spec;
  private final Predicate<ObjectKey> elsewhere;

  /**
   * @param kind the kind's name
   * @param spec what of an object must be equal in copies
   * @param elsewhere which objects are read by another rule: nothing is said about them
   */
  public ConfigObjects(
      GraphBuilder graph,
      String kind,
      Table<ObjectKey, R> objects,
      Workspaces workspaces,
      Findings findings,
      Function<R, Object> spec,
      Predicate<ObjectKey> elsewhere) {
    this.memberships = workspaces.memberships;
    this.findings = findings;
    this.spec = spec;
    this.elsewhere = elsewhere;
    table = graph.table(kind + " that counts");
    canonical = graph.table(kind + " that stands for a copy");
    byWorkspace =
        graph.index(kind + " by workspace", table, (key, owned) -> List.of(owned.workspace()));
    Index<NamespacedName, ObjectKey, R> copies =
        graph.index(kind + " by name", objects, (key, object) -> List.of(NamespacedName.of(key)));
    graph
        .rule(kind + ": counts where its workspace reads configuration, once")
        .from(copies)
        .uses(memberships)
        .emits(table, canonical, findings.table)
        .each((name, entries, in, out) -> count(entries, in, out));
  }

  private void count(Entries<ObjectKey, R> entries, In in, Out out) {
    List<Owned<R>> candidates = new ArrayList<>(entries.size());
    for (Entry<ObjectKey, R> entry : entries) {
      Membership member = in.get(memberships, Workspaces.namespaceOf(entry.key()));
      if (member != null && member.configEnabled()) {
        candidates.add(new Owned<>(entry.value(), member.workspace()));
      } else if (!elsewhere.test(entry.key())) {
        findings.put(out, doesNotCount(entry.value(), member));
      }
    }
    if (candidates.size() > 1) {
      candidates.sort((a, b) -> a.age().compareTo(b.age()));
    }
    List<Owned<R>> kept = new ArrayList<>(candidates.size());
    for (Owned<R> candidate : candidates) {
      Owned<R> same = copyAmong(kept, candidate);
      if (same == null) {
        sayThatCopiesDiffer(kept, candidate, out);
        kept.add(candidate);
        out.put(table, candidate.key(), candidate);
      } else {
        out.put(canonical, candidate.key(), same.key());
      }
    }
  }

  private @Nullable Owned<R> copyAmong(List<Owned<R>> kept, Owned<R> candidate) {
    for (Owned<R> other : kept) {
      if (other.workspace().equals(candidate.workspace())
          && spec.apply(other.object()).equals(spec.apply(candidate.object()))) {
        return other;
      }
    }
    return null;
  }

  /** Both count: which of them was meant, nobody knows. */
  private void sayThatCopiesDiffer(List<Owned<R>> kept, Owned<R> candidate, Out out) {
    for (Owned<R> other : kept) {
      if (other.workspace().equals(candidate.workspace())) {
        findings.put(
            out,
            new Finding(
                Reason.DIFFERENT_COPIES,
                candidate.ref(),
                "",
                other.key().cluster() + " holds an object of this name with another spec.",
                "Each counts as an object of its own, and the older one first.",
                "Give both the same spec, or different names; one copy is enough for all clusters."));
        return;
      }
    }
  }

  private static Finding doesNotCount(Resource object, @Nullable Membership member) {
    String where = "Namespace " + object.namespace() + " in " + object.cluster();
    if (member == null) {
      return new Finding(
          Reason.NO_WORKSPACE,
          object.ref(),
          "",
          where + " belongs to no workspace.",
          "The object has no effect.",
          "Let a Workspace select the namespace, or move the object.");
    }
    return new Finding(
        Reason.CONFIG_NOT_ENABLED,
        object.ref(),
        "",
        where
            + " belongs to workspace "
            + member.workspace()
            + ", which reads no configuration there.",
        "The object has no effect.",
        "Set configEnabled for that namespace in the Workspace, or move the object.");
  }
}
