package dev.isthmus.api.read;

import static java.util.Objects.requireNonNull;

import dev.isthmus.api.Finding;
import dev.isthmus.api.Resource;
import java.util.List;
import java.util.Optional;

/**
 * What a reader made of one object.
 *
 * @param resource the object; empty when it cannot be used at all, or is of a kind that is none of
 *     ours
 * @param findings what is wrong with it, sorted
 */
public record ReadResult(Optional<Resource> resource, List<Finding> findings) {

  /** An object that is none of ours. */
  public static final ReadResult NOTHING = new ReadResult(Optional.empty(), List.of());

  public ReadResult {
    requireNonNull(resource, "resource");
    findings = List.copyOf(findings);
  }
}
