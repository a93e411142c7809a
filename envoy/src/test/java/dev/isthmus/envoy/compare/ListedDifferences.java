package dev.isthmus.envoy.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The differences that stay, with their reasons. A line is: kind, path of the field (of which all
 * that is below counts; {@code **.} begins a path at any depth), and the reason.
 *
 * @param lines the lines of the file
 */
public record ListedDifferences(List<Line> lines) {
  /** The list that all comparisons use. */
  public static final Path FILE = Path.of("src/test/resources/oracle-differences.txt");

  public ListedDifferences {
    lines = List.copyOf(lines);
  }

  /** One difference that stays. */
  public record Line(String kind, String path, String reason) {
    private boolean covers(String placeKind, String place) {
      if (!kind.equals(placeKind)) {
        return false;
      }
      if (path.startsWith("**.")) {
        return ("." + place + ".").contains(path.substring(2) + ".");
      }
      return (place + ".").startsWith(path + ".");
    }
  }

  /** Reads the list. */
  public static ListedDifferences read(Path file) {
    try {
      return new ListedDifferences(
          Files.readAllLines(file).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.split("\\s+", 3))
              .map(parts -> new Line(parts[0], parts[1], parts[2]))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line that lists a place, if there is one. */
  Optional<Line> covering(Kind kind, TreeDiff.Place place) {
    return lines.stream().filter(line -> line.covers(kind.title(), place.path())).findFirst();
  }
}
