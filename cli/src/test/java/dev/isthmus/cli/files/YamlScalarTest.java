package dev.isthmus.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kubectl's YAML (sigs.k8s.io/yaml, goyaml.v2/resolve.go) makes of plain scalars. */
final class YamlScalarTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "yes | true",
        "On | true",
        "y | true",
        "TRUE | true",
        "off | false",
        "N | false",
        "tRUE | \"tRUE\"",
        "yess | \"yess\"",
        "null | null",
        "~ | null",
        "Null | null",
        "0 | 0",
        "-12 | -12",
        "+7 | 7",
        "1_000 | 1000",
        "017 | 15",
        "0o17 | 15",
        "0x1F | 31",
        "0XfF | 255",
        "0b101 | 5",
        "-0x10 | -16",
        "0x_ | \"0x_\"",
        "0x | \"0x\"",
        "08 | 8",
        "12345678901234567890 | 12345678901234567890",
        "1.5 | 1.5",
        ".5 | 0.5",
        "1. | 1",
        "1e3 | 1E+3",
        "1.10 | 1.10",
        "1.2.3 | \"1.2.3\"",
        ". | \".\"",
        ".inf | \".inf\"",
        ".nan | \".nan\"",
        "2022-05-03 | \"2022-05-03\"",
        "2022-05-03T13:05:29Z | \"2022-05-03T13:05:29Z\"",
        "12:30 | \"12:30\"",
        "10m | \"10m\"",
        "v1 | \"v1\"",
        "\"yes\" | \"yes\"",
        "'1' | \"1\"",
        "!!str 1 | \"1\"",
        "!!int \"1\" | 1",
        "! yes | \"yes\"",
      })
  void aPlainScalarIsWhatKubectlTakesItFor(String yaml, String json) {
    Read read = Read.yaml("a: " + yaml + "\n");
    assertThat(read.objects.getFirst().get("a").toString()).isEqualTo(json);
  }
}
