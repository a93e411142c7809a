package dev.isthmus.cli.lab;

import java.util.List;

/**
 * One thing that must come out, and whether it did.
 *
 * @param what what was compared
 * @param difference what differs; empty when it is equal
 */
public record LabCheck(String what, List<String> difference) {
  public boolean holds() {
    return difference.isEmpty();
  }
}
