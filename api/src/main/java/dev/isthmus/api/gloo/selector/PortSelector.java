package dev.isthmus.api.gloo.selector;

import static java.util.Objects.requireNonNull;

/**
 * A port by number or name. One of the two is set.
 *
 * @param number 1 to 65535; 0 when the port is given by name
 * @param name the name of a port of the Service; empty when it is given by number
 */
public record PortSelector(int number, String name) {

  public PortSelector {
    requireNonNull(name, "name");
  }
}
