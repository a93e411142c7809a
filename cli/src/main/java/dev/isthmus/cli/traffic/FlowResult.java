package dev.isthmus.cli.traffic;

import dev.isthmus.lab.LabRequest;
import dev.isthmus.traffic.request.Visit;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What became of the requests that were sent while something changed.
 *
 * @param request the request
 * @param sent how many
 * @param failed how many had another status than 200
 * @param example the first of those, as a person reads it; empty when there is none
 * @param firstNew milliseconds from the change to the first answer by somebody new; empty when
 *     nobody new answered
 */
public record FlowResult(
    LabRequest request, int sent, int failed, String example, OptionalLong firstNew) {

  /**
   * Counts.
   *
   * @param former who answered before
   * @param changedNanos when the change was made
   */
  static FlowResult of(
      LabRequest request, List<Visit> visits, Set<String> former, long changedNanos) {
    List<Visit> failed = visits.stream().filter(visit -> visit.status() != 200).toList();
    OptionalLong first =
        visits.stream()
            .filter(visit -> visit.status() == 200 && isNew(visit, former))
            .mapToLong(visit -> (visit.endNanos() - changedNanos) / 1_000_000)
            .min();
    String example = failed.isEmpty() ? "" : text(failed.getFirst());
    return new FlowResult(request, visits.size(), failed.size(), example, first);
  }

  static boolean isNew(Visit visit, Set<String> former) {
    return !former.contains(Round.label(visit));
  }

  private static String text(Visit visit) {
    return (visit.status() == 0 ? "" : "status " + visit.status() + " ") + visit.error();
  }
}
