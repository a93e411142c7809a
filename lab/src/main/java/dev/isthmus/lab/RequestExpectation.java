package dev.isthmus.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request of a lab must be answered.
 *
 * @param request its name
 * @param status its status, every time; null: 200; 0: no connection
 * @param answers who answers: all of these, and nobody else; {@code cluster2 reviews v3}
 * @param through the gateway (label {@code app}) by which the answers come; null: by none
 * @param caller the identity that the answering pod saw; null: nothing is said of it
 * @param identity its own identity on that connection; null: nothing is said of it
 * @param atLeast seconds that the slowest takes at least; null: nothing is said of it
 * @param atMost seconds that each takes at most; null: nothing is said of it
 */
public record RequestExpectation(
    String request,
    @Nullable Integer status,
    List<String> answers,
    @Nullable String through,
    @Nullable String caller,
    @Nullable String identity,
    @JsonProperty("at-least") @Nullable Double atLeast,
    @JsonProperty("at-most") @Nullable Double atMost) {
  private static final int OK = 200;

  public RequestExpectation {
    answers = answers == null ? List.of() : List.copyOf(answers);
  }

  /** The status that every answer must have. */
  public int wantedStatus() {
    return status == null ? OK : status;
  }
}
