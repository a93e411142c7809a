package dev.isthmus.translate.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Resource;
import dev.isthmus.api.read.ReadResult;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.testing.Edit;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Objects as users write them, through the product's reader, as changes. */
public final class Observed {
  private static final ResourceReader READER = new ResourceReader();

  private Observed() {}

  /** A fresh translation of these objects in one step. */
  public static Translation translate(SortedMap<ObjectId, ObjectNode> objects) {
    return sound(Translator.create().apply(changes(objects)));
  }

  /** The translation, in which no rule has thrown. */
  public static Translation sound(Translation translation) {
    for (Finding finding : translation.findings()) {
      if (finding.reason() == Reason.TRANSLATION_FAILED) {
        throw new AssertionError(finding);
      }
    }
    return translation;
  }

  /** Each object as a change. */
  public static List<Change> changes(SortedMap<ObjectId, ObjectNode> objects) {
    var changes = new ArrayList<Change>();
    objects.forEach((id, object) -> changes.add(change(Edit.put(id, object))));
    return changes;
  }

  /** Each edit as a change. */
  public static List<Change> changes(Collection<Edit> edits) {
    return edits.stream().map(Observed::change).toList();
  }

  /** An edit as a change; an object that cannot be read counts as gone. */
  public static Change change(Edit edit) {
    ObjectId id = edit.object();
    ObjectRef ref =
        new ObjectRef(
            ObjectKind.of(id.apiVersion(), id.kind()),
            new ObjectKey(id.cluster(), id.namespace(), id.name()));
    return edit.after()
        .flatMap(object -> read(id, object).resource())
        .map(Change::of)
        .orElseGet(() -> Change.gone(ref));
  }

  /** The objects that can be read. */
  public static List<Resource> resources(SortedMap<ObjectId, ObjectNode> objects) {
    var resources = new ArrayList<Resource>();
    objects.forEach((id, object) -> read(id, object).resource().ifPresent(resources::add));
    return resources;
  }

  /** What the reader finds in these objects, sorted. */
  public static List<Finding> readingFindings(SortedMap<ObjectId, ObjectNode> objects) {
    var findings = new TreeSet<Finding>();
    objects.forEach((id, object) -> findings.addAll(read(id, object).findings()));
    return List.copyOf(findings);
  }

  private static ReadResult read(ObjectId id, ObjectNode object) {
    return READER.read(id.cluster(), object);
  }
}
