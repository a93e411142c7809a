package dev.isthmus.cli.lab;

import dev.isthmus.cli.print.Console;
import dev.isthmus.cli.traffic.Answered;
import dev.isthmus.cli.traffic.FlowResult;
import dev.isthmus.cli.traffic.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests and their answers as lines: who asked whom, who answered, how it went there. */
public final class TrafficText {
  private final Console console;

  public TrafficText(Console console) {
    this.console = console;
  }

  /** A table with a row a request, and below it what the answering pod saw. */
  public List<String> lines(List<Answered> answered) {
    int titles = width(answered.stream().map(it -> it.round().request().title()).toList());
    int answers = width(answered.stream().map(it -> answers(it.round())).toList());
    List<String> lines = new ArrayList<>();
    for (Answered one : answered) {
      Round round = one.round();
      lines.add(
          pad(round.request().title(), titles)
              + "   "
              + pad(answers(round), answers)
              + "   "
              + way(round));
      String indent = " ".repeat(titles + 3);
      if (round.isMutualTls()) {
        String app = round.visits().getFirst().by().split(" ")[1];
        round.callers().forEach(it -> lines.add(indent + app + " saw " + it));
        round.identities().forEach(it -> lines.add(indent + app + " is  " + it));
      }
      round.errors().forEach(it -> lines.add(indent + "\"" + it + "\""));
      one.differences()
          .forEach(it -> lines.add(indent + console.style(Console.Style.RED, "differs: ") + it));
    }
    return lines;
  }

  private static String answers(Round round) {
    return round.answers().entrySet().stream()
        .map(it -> it.getKey() + " " + it.getValue() + "x")
        .collect(Collectors.joining("   "));
  }

  private static String way(Round round) {
    String time = Times.text(round.medianMillis());
    if (!round.isMutualTls()) {
      return time;
    }
    String through =
        round.through().stream()
            .map(it -> "through " + it.cluster() + "'s " + it.app() + " " + it.address() + ", ")
            .collect(Collectors.joining());
    String directly = through.isEmpty() && round.request().from() != null ? "directly, " : "";
    return directly + through + "mutual TLS, " + time;
  }

  /** Who answers now instead of whom; empty where that is as it was, or nobody was asked before. */
  public Optional<String> change(@Nullable Round former, Round now) {
    if (former == null || former.answers().keySet().equals(now.answers().keySet())) {
      return Optional.empty();
    }
    return Optional.of(
        console.style(Console.Style.BOLD, now.request().title())
            + ": "
            + String.join(", ", now.answers().keySet())
            + " instead of "
            + String.join(", ", former.answers().keySet()));
  }

  /** One line on the requests that were sent while something changed. */
  public String line(FlowResult flow) {
    String failed =
        "%,d of %,d requests failed while it changed".formatted(flow.failed(), flow.sent());
    String first =
        flow.firstNew().isPresent()
            ? "; the first new answer after " + Times.text(flow.firstNew().getAsLong())
            : "";
    String example = flow.failed() == 0 ? "" : ": " + flow.example();
    return flow.request().title()
        + ": "
        + (flow.failed() == 0 ? failed : console.style(Console.Style.RED, failed))
        + example
        + first;
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
