package dev.isthmus.server.status;

import dev.isthmus.api.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What an object is found to be.
 *
 * @param message why, for people; empty when all is well and nothing is worth a word
 */
record Judgement(Approval approval, String message) {

  /**
   * Judges an object.
   *
   * @param object with what its reader found
   * @param findings of translation
   * @param refused what clusters refused of it
   * @param notes what is worth a word though all is well
   * @param unheard registered clusters that were never heard: what is missing may be there
   */
  static Judgement of(
      UserObject object,
      Collection<Finding> findings,
      List<String> refused,
      List<String> notes,
      Collection<String> unheard) {
    Approval read = worst(object.findings());
    Approval translated = worst(findings);
    boolean unsure = !unheard.isEmpty() && translated.compareTo(Approval.INVALID) <= 0;
    Approval approval = read.and(unsure ? Approval.PENDING : translated);
    TreeSet<Finding> all = new TreeSet<>(object.findings());
    all.addAll(findings);
    List<String> lines = new ArrayList<>();
    if (unsure) {
      lines.add(
          "Nothing is known yet of "
              + String.join(", ", unheard)
              + ": what is missing may be there. Until it is heard:");
    }
    if (!refused.isEmpty()) {
      approval = approval.and(Approval.FAILED);
      lines.add(Messages.joined(refused, "\n"));
    }
    if (approval != Approval.ACCEPTED && !all.isEmpty()) {
      lines.add(Messages.of(List.copyOf(all)));
    }
    lines.addAll(notes);
    return new Judgement(approval, String.join("\n", lines));
  }

  private static Approval worst(Collection<Finding> findings) {
    Approval worst = Approval.ACCEPTED;
    for (Finding finding : findings) {
      worst = worst.and(Approval.of(finding));
    }
    return worst;
  }
}
