package dev.isthmus.translate.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.Labels;
import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.core.ConfigMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeshConfigTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one.org",
        "\"one.org\"",
        "'one.org'",
        "  one.org  ",
        "one.org # of all",
        "\"one.org\" # of all"
      })
  void readsATextHoweverItIsWritten(String written) {
    assertThat(of("accessLogFile: x\ntrustDomain: " + written + "\nrootNamespace: r"))
        .isEqualTo(new MeshConfig("one.org", "r"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"one'", "'one", "one'", "\"", "one#two"})
  void takesOffNoHalfQuotes(String written) {
    assertThat(of("trustDomain: " + written).trustDomain()).isEqualTo(written);
  }

  @Test
  void aCommentIsNoText() {
    assertThat(of("trustDomain: # none yet").trustDomain()).isEmpty();
    assertThat(of("trustDomain: #none").trustDomain()).isEmpty();
  }

  @Test
  void emptyQuotesAreEmpty() {
    assertThat(of("trustDomain: \"\"").trustDomain()).isEmpty();
  }

  @Test
  void readsTheTopLevelAlone() {
    assertThat(of("defaultConfig:\n  trustDomain: inner\n")).isEqualTo(MeshConfig.NONE);
    assertThat(of("")).isEqualTo(MeshConfig.NONE);
  }

  private static MeshConfig of(String mesh) {
    return MeshConfig.of(
        new ConfigMap(
            Meta.of(new ObjectKey("cluster1", "istio-system", "istio"), Labels.EMPTY),
            Labels.of("mesh", mesh)));
  }
}
