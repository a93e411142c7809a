package dev.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IsthmusTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Isthmus.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void versionIsOneLine() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("isthmus ").hasLineCount(1);
  }

  @Test
  void helpNamesTheCommand() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: isthmus");
  }

  @Test
  void wrongUsageEndsWithTwoAndSaysWhatIsWrong() {
    assertThat(run("--no-such-option")).isEqualTo(2);
    assertThat(err.toString()).contains("--no-such-option");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void withoutACommandItShowsHowToUseIt() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Missing command").contains("Usage: isthmus");
  }

  @Test
  void completionWorksInBash() throws IOException {
    assertThat(run("completion")).isZero();
    assertThat(completed("isthmus", "tra")).containsExactly("translate");
    assertThat(completed("isthmus", "translate", "--wat")).containsExactly("--watch");
    assertThat(completed("isthmus", "diff", "-o", "mark")).containsExactly("markdown");
    assertThat(completed("isthmus", "")).contains("validate", "completion");
  }

  /** What bash offers for the last word. */
  private List<String> completed(String... words) throws IOException {
    String script =
        out
            + "\nCOMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _complete_isthmus"
            + "; printf '%s\\n' \"${COMPREPLY[@]}\"\n";
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(List.of(words));
    Process bash = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    try (var offered = bash.inputReader(StandardCharsets.UTF_8)) {
      return offered.lines().map(String::strip).toList();
    }
  }
}
