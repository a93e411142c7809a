package dev.isthmus.cli.lab;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a lab.
 *
 * @param objects Istio objects that were compared with what must come out, of all labs
 * @param answers requests that were compared with how they must be answered
 * @param sent how many requests were sent while something changed
 * @param failed how many of these failed
 */
public record LabResult(List<LabCheck> objects, List<LabCheck> answers, long sent, long failed) {
  public LabResult {
    objects = List.copyOf(objects);
    answers = List.copyOf(answers);
  }

  /** Whether all is as it must be. */
  public boolean holds() {
    return failed == 0
        && Stream.concat(objects.stream(), answers.stream()).allMatch(LabCheck::holds);
  }
}
