package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

/**
 * A port of pods, by number or name. One of the two is set.
 *
 * @param number 1 to 65535; 0 when it is given by name
 * @param name the name of a container's port; empty when it is given by number
 */
public record TargetPort(int number, String name) {

  public TargetPort {
    requireNonNull(name, "name");
  }
}
