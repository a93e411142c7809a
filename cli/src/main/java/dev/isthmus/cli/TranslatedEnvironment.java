package dev.isthmus.cli;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Resource;
import dev.isthmus.cli.files.Environment;
import dev.isthmus.cli.files.EnvironmentReader;
import dev.isthmus.translate.Change;
import dev.isthmus.translate.Translation;
import dev.isthmus.translate.Translator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An environment folder and what it translates to; after {@link #reread} only what changed is
 * translated again.
 */
final class TranslatedEnvironment {
  private final EnvironmentReader reader;
  private final Translator translator = Translator.create();
  private SortedMap<ObjectRef, Resource> known = new TreeMap<>();
  private Environment environment;
  private Translation translation;

  private TranslatedEnvironment(EnvironmentReader reader, Environment environment) {
    this.reader = reader;
    this.environment = environment;
    this.translation = translator.apply(changes(environment.resources()));
    this.known = environment.resources();
  }

  /**
   * Reads and translates the folder.
   *
   * @throws IOException if the folder itself cannot be read
   */
  static TranslatedEnvironment of(Path folder) throws IOException {
    var reader = new EnvironmentReader(folder);
    return new TranslatedEnvironment(reader, reader.readAll());
  }

  /**
   * Reads again what is said to have changed, and translates what that touches.
   *
   * @throws IOException if the folder itself cannot be read
   */
  void reread(Watch.Batch changed) throws IOException {
    environment = changed.anything() ? reader.readAll() : reader.reread(changed.files());
    translation = translator.apply(changes(environment.resources()));
    known = environment.resources();
  }

  Environment environment() {
    return environment;
  }

  Translation translation() {
    return translation;
  }

  /** The clusters of the environment and of its outputs. */
  SortedSet<String> clusters() {
    var clusters = new TreeSet<String>();
    environment.resources().keySet().forEach(ref -> clusters.add(ref.key().cluster()));
    translation.outputs().keySet().forEach(key -> clusters.add(key.cluster()));
    return clusters;
  }

  /** The readers' findings and the translation's, sorted. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(environment.findings());
    findings.addAll(translation.findings());
    findings.sort(null);
    return findings;
  }

  private List<Change> changes(SortedMap<ObjectRef, Resource> now) {
    List<Change> changes = new ArrayList<>();
    now.forEach((ref, resource) -> {
      if (!resource.equals(known.get(ref))) {
        changes.add(Change.of(resource));
      }
    });
    known.keySet().stream()
        .filter(ref -> !now.containsKey(ref))
        .forEach(ref -> changes.add(Change.gone(ref)));
    return changes;
  }
}
