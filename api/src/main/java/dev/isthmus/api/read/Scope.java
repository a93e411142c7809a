package dev.isthmus.api.read;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The findings of one object while it is read. A problem is told where it is found; its consequence
 * is known only where the reader has decided what to leave out.
 */
final class Scope {

  /** A finding whose consequence may still be open. */
  private static final class Draft {
    private final Reason reason;
    private final Severity severity;
    private final String field;
    private final String what;
    private final String remedy;
    private @Nullable String why;

    private Draft(Reason reason, Severity severity, Path field, Problem problem) {
      this.reason = reason;
      this.severity = severity;
      this.field = field.toString();
      this.what = problem.what();
      this.remedy = problem.remedy();
    }
  }

  /** What is wrong and what to do, without where and what follows. */
  record Problem(Reason reason, String what, String remedy) {}

  private final ObjectRef object;
  private final List<Draft> drafts = new ArrayList<>(0);
  private int unsupportedDepth;

  Scope(ObjectRef object) {
    this.object = object;
  }

  /** Inside of something that has no effect: nothing there is an error. */
  void enterUnsupported() {
    unsupportedDepth++;
  }

  void leaveUnsupported() {
    unsupportedDepth--;
  }

  boolean unsupported() {
    return unsupportedDepth > 0;
  }

  /** A mark before something is read, for {@link #settle}. */
  int mark() {
    return drafts.size();
  }

  /** A problem whose consequence is settled by whoever leaves something out for it. */
  void reject(Path field, Problem problem) {
    Severity severity = unsupported() ? Severity.WARNING : problem.reason().severity();
    drafts.add(new Draft(problem.reason(), severity, field, problem));
  }

  /** A problem with its consequence. */
  void report(Path field, Problem problem, String why) {
    Draft draft = new Draft(problem.reason(), problem.reason().severity(), field, problem);
    draft.why = why;
    drafts.add(draft);
  }

  /** Gives all problems since the mark that are open their consequence. */
  void settle(int mark, String why) {
    settle(mark, drafts.size(), why);
  }

  /** Gives the open ones of a stretch of problems their consequence. */
  void settle(int from, int to, String why) {
    for (Draft draft : drafts.subList(from, to)) {
      if (draft.why == null) {
        draft.why = why;
      }
    }
  }

  List<Finding> findings() {
    return drafts.stream()
        .map(d ->
            new Finding(
                d.reason,
                d.severity,
                object,
                d.field,
                d.what,
                d.why == null ? "It is left out." : d.why,
                d.remedy))
        .distinct()
        .sorted()
        .toList();
  }
}
