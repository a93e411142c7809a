package dev.isthmus.identity;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.TreeMap;

/** The state of enrolment as lines of words: what a store writes. It holds no secret. */
public final class EnrolmentText {
  private EnrolmentText() {}

  /** One line for each entry. */
  public static String write(EnrolmentState state) {
    StringBuilder text = new StringBuilder();
    state
        .tokens()
        .forEach((id, token) ->
            line(
                text,
                "token",
                id,
                token.hash(),
                token.cluster(),
                token.expires(),
                token.again(),
                token.used()));
    state
        .issued()
        .forEach((serial, one) -> line(text, "issued", serial, one.cluster(), one.until()));
    state
        .revoked()
        .forEach((serial, one) -> line(text, "revoked", serial, one.cluster(), one.until()));
    state.cutOff().forEach((cluster, instant) -> line(text, "cut-off", cluster, instant));
    return text.toString();
  }

  private static void line(StringBuilder text, Object... words) {
    for (int i = 0; i < words.length; i++) {
      text.append(i == 0 ? "" : " ").append(words[i]);
    }
    text.append('\n');
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the text is not such a state; the message has the line
   */
  public static EnrolmentState read(String text) {
    EnrolmentState state =
        new EnrolmentState(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    text.lines().forEach(line -> add(state, line));
    return state;
  }

  private static void add(EnrolmentState state, String line) {
    String[] words = line.split(" ", -1);
    try {
      switch (words[0] + words.length) {
        case "token7" ->
            state
                .tokens()
                .put(
                    words[1],
                    new BootstrapToken.Stored(
                        words[1],
                        words[2],
                        words[3],
                        Instant.parse(words[4]),
                        Boolean.parseBoolean(words[5]),
                        Boolean.parseBoolean(words[6])));
        case "issued4" -> state.issued().put(words[1], issued(words));
        case "revoked4" -> state.revoked().put(words[1], issued(words));
        case "cut-off3" -> state.cutOff().put(words[1], Instant.parse(words[2]));
        default -> throw new IllegalArgumentException("no entry of an enrolment: " + line);
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no entry of an enrolment: " + line, e);
    }
  }

  private static EnrolmentState.Issued issued(String[] words) {
    return new EnrolmentState.Issued(words[2], Instant.parse(words[3]));
  }
}
