package dev.isthmus.envoy.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The differences that stay, with their reasons. A line is: kind, path of the field (of which all
 * that is below counts; {@code **.} begins a path at any depth), and the reason.
 */
final class ListedDifferences {
  private final List<Line> lines = new ArrayList<>();

  /** A line, and how often it was met. */
  static final class Line {
    final String kind;
    final String path;
    final String reason;
    int met;

    Line(String kind, String path, String reason) {
      this.kind = kind;
      this.path = path;
      this.reason = reason;
    }

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

  static ListedDifferences read(Path file) {
    ListedDifferences result = new ListedDifferences();
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.split("\\s+", 3);
          result.lines.add(new Line(parts[0], parts[1], parts[2]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }

  /** Whether a place is listed; it is counted if so. */
  boolean cover(Kind kind, TreeDiff.Place place) {
    for (Line line : lines) {
      if (line.covers(kind.title(), place.path())) {
        line.met++;
        return true;
      }
    }
    return false;
  }

  List<Line> lines() {
    return lines;
  }
}
