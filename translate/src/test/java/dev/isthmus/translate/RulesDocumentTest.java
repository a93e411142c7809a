package dev.isthmus.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/translation.md against the code: what it names is there, and what is there has its section.
 */
class RulesDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "translation.md");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /** {@code [NoEffect]}, {@code [NoWorkspace, ConfigNotEnabled]}. */
  private static final Pattern REASONS =
      Pattern.compile("\\[([A-Z][A-Za-z]+(?:, [A-Z][A-Za-z]+)*)\\]");

  @Test
  void hasASectionForEveryRule() throws IOException {
    var anchors =
        HEADING
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map(heading -> anchor(heading.group(1)))
            .collect(Collectors.toSet());
    assertThat(anchors).containsAll(Arrays.stream(Rule.values()).map(Rule::anchor).toList());
  }

  @Test
  void namesReasonsThatExist() throws IOException {
    Set<String> titles =
        Arrays.stream(Reason.values()).map(Reason::title).collect(Collectors.toSet());
    var named =
        REASONS
            .matcher(Files.readString(DOCUMENT))
            .results()
            .flatMap(list -> Arrays.stream(list.group(1).split(", ", -1)))
            .toList();
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(titles).containsAll(named);
  }

  /** As GitHub makes it. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }
}
