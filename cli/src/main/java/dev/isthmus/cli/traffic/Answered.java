package dev.isthmus.cli.traffic;

import java.util.List;

/**
 * How a request was answered, and whether that is as it must be.
 *
 * @param differences what is not, a line each
 */
public record Answered(Round round, List<String> differences) {
  public Answered {
    differences = List.copyOf(differences);
  }
}
