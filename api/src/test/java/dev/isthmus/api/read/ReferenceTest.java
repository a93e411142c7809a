package dev.isthmus.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/reference.md} is what the table says. */
class ReferenceTest {

  private static final Path FILE = Path.of("../docs/reference.md");

  /** As for golden files; refused where CI is set. */
  private static final String REFRESH = "isthmus.golden.refresh";

  @Test
  void theReferenceIsInStepWithTheTable() throws IOException {
    String reference = Reference.of(Schema.table());
    if (Boolean.getBoolean(REFRESH)) {
      assertThat(System.getenv("CI")).as("files are not written anew in CI").isNull();
      Files.writeString(FILE, reference);
    }
    assertThat(Files.readString(FILE))
        .as("docs/reference.md; write it anew with -D" + REFRESH + "=true")
        .isEqualTo(reference);
  }

  @Test
  void everyLinkOfTheReferenceLeadsToOneHeading() {
    String reference = Reference.of(Schema.table());
    List<String> headings = new ArrayList<>();
    reference
        .lines()
        .filter(l -> l.startsWith("### "))
        .forEach(l -> headings.add(l.substring(4).toLowerCase(Locale.ROOT)));
    assertThat(headings).doesNotHaveDuplicates();
    Matcher link = Pattern.compile("]\\(#([^)]*)\\)").matcher(reference);
    int links = 0;
    while (link.find()) {
      assertThat(headings).contains(link.group(1));
      links++;
    }
    assertThat(links).isGreaterThan(300);
  }
}
