package dev.isthmus.api.core;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Labels;
import java.util.List;
import java.util.SortedMap;

/**
 * A container of a workload's template.
 *
 * @param name its name
 * @param image its image, with the tag
 * @param ports the ports that it declares
 * @param env its environment, as far as the values are in the template
 */
public record Container(
    String name, String image, List<ContainerPort> ports, SortedMap<String, String> env) {

  public Container {
    requireNonNull(name, "name");
    requireNonNull(image, "image");
    ports = List.copyOf(ports);
    env = Labels.copyOf(env);
  }
}
