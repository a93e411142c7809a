package dev.isthmus.cli.pending;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.gloo.FlatStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Until when {@code isthmus wait} waits; what an object's status says about it. */
enum WaitGoal {
  /** The newest generation counts: ACCEPTED, or WARNING, where the rest counts. */
  accepted,
  /** It counts, and all that follows from it is in the clusters. */
  applied;

  /**
   * How far an object is.
   *
   * @param reached whether the goal is reached
   * @param lines what is so, for people
   */
  record State(boolean reached, List<String> lines) {}

  /**
   * Judges an object.
   *
   * @param object null: it is not there
   */
  State of(@Nullable JsonNode object) {
    if (object == null) {
      return new State(false, List.of("it is not there"));
    }
    JsonNode status = object.path("status");
    long generation = object.path("metadata").path("generation").asLong();
    boolean flat =
        FlatStatus.isOf(
            ObjectKind.of(object.path("apiVersion").asText(), object.path("kind").asText()));
    JsonNode common = flat ? status : status.path("common").path("State");
    String approval = common.path(flat ? "state" : "approval").asText();
    JsonNode ours = status.path("isthmus");
    if (approval.isEmpty() || common.path("observedGeneration").asLong() != generation) {
      return new State(
          false,
          List.of(
              "the server has not seen generation %d yet (it saw %d)"
                  .formatted(generation, common.path("observedGeneration").asLong())));
    }
    List<String> lines = new ArrayList<>();
    lines.add(approval);
    String message = (flat ? ours : common).path("message").asText();
    message.lines().forEach(line -> lines.add("  " + line));
    boolean counts =
        (approval.equals("ACCEPTED") || approval.equals("WARNING"))
            && ours.path("translatedGeneration").asLong() == generation;
    return this == accepted ? new State(counts, lines) : applied(counts, ours, lines);
  }

  private static State applied(boolean counts, JsonNode ours, List<String> lines) {
    boolean all = counts;
    for (var cluster : ours.path("clusters").properties()) {
      JsonNode told = cluster.getValue();
      all &=
          told.path("applied").asInt() == told.path("objects").asInt()
              && told.path("waits").isEmpty();
      lines.add(
          "%s: %d of %d objects applied"
              .formatted(
                  cluster.getKey(), told.path("applied").asInt(), told.path("objects").asInt()));
      told.path("waits").forEach(wait -> lines.add("  " + wait.asText()));
    }
    return new State(all, lines);
  }
}
