package dev.isthmus.testing.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A tree of folders, each leaf a case: its inputs {@code in-<cluster>[-<what>].yaml} beside the
 * files that they must give ({@code out-<cluster>-<Kind>-<name>.yaml}, {@code findings.txt}).
 * Inputs of the folders above a case belong to it too; where two hold one object, the nearer
 * counts. A file that is neither the input of a case nor given by one is a fault: it proves
 * nothing.
 *
 * <p>{@code -Disthmus.golden.refresh=true} writes the files anew instead of comparing; refused
 * where {@code CI} is set.
 */
public final class GoldenFolders {
  private static final String REFRESH = "isthmus.golden.refresh";

  private final Path root;
  private final boolean refresh;

  private GoldenFolders(Path root, boolean refresh) {
    this.root = root;
    this.refresh = refresh;
  }

  /**
   * The cases of a tree of folders.
   *
   * @param root in the source tree, so that a refresh changes what is committed
   * @throws IllegalStateException for a refresh in CI
   */
  public static GoldenFolders at(Path root) {
    boolean refresh = Boolean.getBoolean(REFRESH);
    if (refresh && System.getenv("CI") != null) {
      throw new IllegalStateException(
          "-D" + REFRESH + " is refused in CI: what CI writes, nobody has read");
    }
    return new GoldenFolders(root, refresh);
  }

  /** For the harness's own tests. */
  static GoldenFolders at(Path root, boolean refresh) {
    return new GoldenFolders(root, refresh);
  }

  /** The folders of the cases, relative to the root, in order. */
  public List<Path> cases() {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(path -> Files.isDirectory(path) && !path.equals(root))
          .filter(folder -> children(folder).noneMatch(Files::isDirectory))
          .map(root::relativize)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs one case.
   *
   * @param translate gives for the inputs each file that must be there: its name and its text
   * @throws AssertionError naming each file that is missing, differs, or is not given
   */
  public void check(
      Path folder, Function<SortedMap<ObjectId, ObjectNode>, SortedMap<String, String>> translate) {
    SortedMap<ObjectId, ObjectNode> inputs = inputs(folder);
    if (inputs.isEmpty()) {
      throw new AssertionError(folder + " has no input: in-<cluster>.yaml");
    }
    check(folder, translate.apply(inputs));
  }

  /** As above, for a folder whose inputs are elsewhere: each file in it must be given as it is. */
  public void check(Path folder, SortedMap<String, String> given) {
    if (refresh) {
      rewrite(folder, given);
      return;
    }
    var faults = new ArrayList<String>();
    SortedMap<String, String> expected = outputs(folder);
    var names = new TreeSet<>(expected.keySet());
    names.addAll(given.keySet());
    for (String name : names) {
      compare(name, expected, given).ifPresent(faults::add);
    }
    if (!faults.isEmpty()) {
      throw new AssertionError(
          folder + " (run with -D" + REFRESH + "=true to accept):\n" + String.join("\n", faults));
    }
  }

  /**
   * Files that belong to no case: inputs that no case below reads, and others that are no inputs.
   */
  public SortedSet<Path> unused() {
    var unused = new TreeSet<Path>();
    List<Path> cases = cases();
    try (Stream<Path> paths = Files.walk(root)) {
      paths
          .filter(Files::isRegularFile)
          .map(root::relativize)
          .filter(file -> !isUsed(file, cases))
          .forEach(unused::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return unused;
  }

  private static boolean isUsed(Path file, List<Path> cases) {
    Path folder = file.getParent();
    if (isInput(file)) {
      return folder == null || cases.stream().anyMatch(each -> each.startsWith(folder));
    }
    return folder != null && cases.contains(folder);
  }

  private static java.util.Optional<String> compare(
      String name, SortedMap<String, String> expected, SortedMap<String, String> given) {
    String want = expected.get(name);
    String have = given.get(name);
    if (want == null) {
      return java.util.Optional.of("+ " + name + " is given, but not there:\n" + have);
    }
    if (have == null) {
      return java.util.Optional.of("- " + name + " is there, but not given");
    }
    return want.equals(have)
        ? java.util.Optional.empty()
        : java.util.Optional.of("~ " + name + " differs:\n" + LineDiff.of(want, have));
  }

  private SortedMap<ObjectId, ObjectNode> inputs(Path folder) {
    var objects = new TreeMap<ObjectId, ObjectNode>();
    var folders = new ArrayList<Path>(List.of(root));
    Path path = root;
    for (Path name : folder) {
      path = path.resolve(name);
      folders.add(path);
    }
    for (Path each : folders) {
      for (Path file : children(each).filter(GoldenFolders::isInput).toList()) {
        for (ObjectNode object : Yaml.read(file)) {
          objects.put(ObjectId.of(cluster(file), object), object);
        }
      }
    }
    return objects;
  }

  private SortedMap<String, String> outputs(Path folder) {
    var files = new TreeMap<String, String>();
    for (Path file : children(root.resolve(folder)).filter(f -> !isInput(f)).toList()) {
      files.put(file.getFileName().toString(), read(file));
    }
    return files;
  }

  private void rewrite(Path folder, Map<String, String> given) {
    Path target = root.resolve(folder);
    try {
      for (String old : outputs(folder).keySet()) {
        if (!given.containsKey(old)) {
          Files.delete(target.resolve(old));
        }
      }
      for (var file : given.entrySet()) {
        Files.writeString(target.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInput(Path file) {
    return file.getFileName().toString().startsWith("in-");
  }

  /** {@code in-cluster1-services.yaml} and {@code in-cluster1.yaml} are both of cluster1. */
  private static String cluster(Path file) {
    String rest = file.getFileName().toString().substring("in-".length());
    return rest.split("[-.]", 2)[0];
  }

  private static Stream<Path> children(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
