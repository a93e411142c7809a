package dev.isthmus.testing.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.isthmus.testing.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoldenFoldersTest {
  private static final Path CASE = Path.of("topic", "one");

  @TempDir Path root;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(root.resolve(CASE));
    Files.writeString(
        root.resolve("in-a.yaml"), object("shared", "1") + "---\n" + object("near", "1"));
    Files.writeString(root.resolve(CASE).resolve("in-a-more.yaml"), object("near", "2"));
  }

  @Test
  void aCaseReadsItsOwnInputsAndThoseAbove() {
    GoldenFolders.at(root, false)
        .check(
            CASE,
            inputs -> {
              assertThat(inputs.keySet())
                  .extracting(ObjectId::name)
                  .containsExactly("near", "shared");
              assertThat(inputs.keySet()).extracting(ObjectId::cluster).containsOnly("a");
              assertThat(inputs.firstEntry().getValue().path("data").asText()).isEqualTo("2");
              return new TreeMap<>();
            });
  }

  @Test
  void aMissingADifferingAndASurplusFileFail() throws IOException {
    Files.writeString(root.resolve(CASE).resolve("out-same.yaml"), "x\n");
    Files.writeString(root.resolve(CASE).resolve("out-other.yaml"), "before\n");
    Files.writeString(root.resolve(CASE).resolve("out-old.yaml"), "x\n");
    var given = Map.of("out-same.yaml", "x\n", "out-other.yaml", "after\n", "out-new.yaml", "x\n");
    assertThatThrownBy(() -> GoldenFolders.at(root, false).check(CASE, in -> new TreeMap<>(given)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "+ out-new.yaml", "- out-old.yaml", "~ out-other.yaml", "- before", "+ after")
        .hasMessageNotContaining("out-same");
  }

  @Test
  void aRefreshWritesWhatIsGivenAndRemovesTheRest() throws IOException {
    Files.writeString(root.resolve(CASE).resolve("out-old.yaml"), "x\n");
    SortedMap<String, String> given = new TreeMap<>(Map.of("out-new.yaml", "new\n"));
    GoldenFolders.at(root, true).check(CASE, in -> given);
    GoldenFolders.at(root, false).check(CASE, in -> given);
    assertThat(root.resolve(CASE).resolve("out-old.yaml")).doesNotExist();
    assertThat(root.resolve(CASE).resolve("in-a-more.yaml")).exists();
  }

  @Test
  void aCaseWithoutInputFails() throws IOException {
    Files.delete(root.resolve("in-a.yaml"));
    Files.delete(root.resolve(CASE).resolve("in-a-more.yaml"));
    assertThatThrownBy(() -> GoldenFolders.at(root, false).check(CASE, in -> new TreeMap<>()))
        .hasMessageContaining("no input");
  }

  @Test
  void aFileOutsideOfACaseIsUnused() throws IOException {
    Files.writeString(root.resolve("topic").resolve("out-lost.yaml"), "x\n");
    GoldenFolders folders = GoldenFolders.at(root, false);
    assertThat(folders.cases()).containsExactly(CASE);
    assertThat(folders.unused()).containsExactly(Path.of("topic", "out-lost.yaml"));
  }

  private static String object(String name, String data) {
    return "kind: ConfigMap\napiVersion: v1\nmetadata: {name: "
        + name
        + "}\ndata: \""
        + data
        + "\"\n";
  }
}
