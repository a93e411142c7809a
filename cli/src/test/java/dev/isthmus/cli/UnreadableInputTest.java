package dev.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that cannot be read takes nothing down, is told, and fails the command. */
final class UnreadableInputTest {
  private static final String ROUTES = "cluster1/bookinfo-backends/routetable-reviews.yaml";

  @TempDir Path folder;
  private Path env;
  private Path out;

  @BeforeEach
  void keepLab11() {
    Ended.lab11("route", folder);
    env = folder.resolve("env");
    out = folder.resolve("out");
  }

  @Test
  void whatBelongsToABrokenRouteStaysWhole() throws IOException {
    SortedMap<String, String> before = Ended.files(out);
    Files.writeString(env.resolve(ROUTES), "a:\n\tb: 1\n");
    Ended ended = Ended.of("translate", env, "-o", out);
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(Ended.files(out)).isEqualTo(before);
    assertThat(ended.err())
        .contains(
            "not everything could be read: new files are written, the others stay as they are\n")
        .contains(ROUTES + ":2:1: found a tab where an indentation must be spaces")
        .doesNotContainPattern("\\d (changed|removed)");
    Files.delete(env.resolve(ROUTES));
    assertThat(Ended.of("translate", env, "-o", out).err()).contains("changed").contains("removed");
    assertThat(Ended.files(out)).isNotEqualTo(before);
  }

  @Test
  void newFilesAreWrittenAllTheSame() throws IOException {
    Files.writeString(env.resolve("cluster1/broken.yaml"), "a:\n\tb: 1\n");
    Path other = folder.resolve("other");
    assertThat(Ended.of("translate", env, "-o", other).code()).isEqualTo(ExitCode.USAGE);
    assertThat(Ended.files(other)).isEqualTo(Ended.files(out));
  }

  @Test
  void withoutAManagementClusterNothingChanges() throws IOException {
    SortedMap<String, String> before = Ended.files(out);
    try (Stream<Path> paths = Files.walk(env)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        if (Files.readString(path).contains("kind: KubernetesCluster\n")) {
          Files.delete(path);
        }
      }
    }
    Ended ended = Ended.of("translate", env, "-o", out);
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err())
        .contains("error: " + env + ": no management cluster: no KubernetesCluster object in ");
    assertThat(Ended.files(out)).isEqualTo(before);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(Ended.of("translate", empty, "-o", out).code()).isEqualTo(ExitCode.USAGE);
    assertThat(Ended.files(out)).isEqualTo(before);
  }

  @Test
  void everyCommandThatReadsExitsWithTwo() throws IOException {
    Path whole = folder.resolve("whole");
    Ended.lab11("route", whole);
    Path broken = env.resolve("cluster1/broken.yaml");
    Files.writeString(broken, "a:\n\tb: 1\n");
    assertThat(Ended.of("translate", env).code()).isEqualTo(ExitCode.USAGE);
    assertThat(Ended.of("translate", env, "--strict").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Ended.of("validate", broken).code()).isEqualTo(ExitCode.USAGE);
    assertThat(Ended.of("diff", env, whole.resolve("env")).code()).isEqualTo(ExitCode.USAGE);
    Ended quiet = Ended.of("find-translation", "reviews", "bookinfo-backends", "-e", env, "-q");
    assertThat(quiet.code()).isEqualTo(ExitCode.USAGE);
    assertThat(quiet.out()).contains("vd-reviews-bookinfo-backends");
    assertThat(quiet.err()).as("why it fails is told").contains("broken.yaml:2:1");
  }

  @Test
  void findingsAsJsonAreAllThatStandsOnStandardError() throws IOException {
    Files.writeString(env.resolve("cluster1/broken.yaml"), "a:\n\tb: 1\n");
    for (Ended ended :
        new Ended[] {
          Ended.of("translate", env, "-o", out, "--findings", "json", "-v"),
          Ended.of("validate", env.resolve("cluster1/broken.yaml"), "--findings", "json")
        }) {
      JsonNode findings = new JsonMapper().readTree(ended.err());
      assertThat(findings.isArray()).isTrue();
      assertThat(findings.findValuesAsText("reason")).contains("UnreadableInput");
    }
  }

  @Test
  void whatMayNotBeReadIsToldAndTheRestIsRead() throws IOException, InterruptedException {
    Path route = env.resolve(ROUTES);
    Path namespace = env.resolve("cluster2/bookinfo-frontends");
    SortedMap<String, String> before = Ended.files(out);
    Files.setPosixFilePermissions(route, Set.of());
    Files.setPosixFilePermissions(namespace, Set.of());
    try (var translate =
            CommandProcess.start(withoutPrivileges(), List.of(), "translate", env, "-o", out);
        var validate = CommandProcess.start(withoutPrivileges(), List.of(), "validate", env)) {
      Ended translated = translate.end();
      Ended validated = validate.end();
      assertThat(translated.code()).as(translated.out()).isEqualTo(ExitCode.USAGE);
      assertThat(translated.out())
          .contains("error: " + route + ": permission denied")
          .contains("error: " + namespace + ": permission denied")
          .contains("not everything could be read");
      assertThat(validated.code()).isEqualTo(ExitCode.USAGE);
      assertThat(validated.out())
          .contains("error: " + route + ": permission denied")
          .contains("error: " + namespace + ": permission denied");
    } finally {
      Files.setPosixFilePermissions(namespace, PosixFilePermissions.fromString("rwx------"));
    }
    assertThat(Ended.files(out)).isEqualTo(before);
  }

  /** Root may read everything, unless it runs without these capabilities. */
  private static List<String> withoutPrivileges() {
    return "root".equals(System.getProperty("user.name"))
        ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search")
        : List.of();
  }

  @Test
  void brokenJsonIsToldInWordsOfTheFile() throws IOException {
    Path cut = folder.resolve("cut.json");
    Files.writeString(cut, "{\"kind\": \"RouteTable\",");
    Path deep = folder.resolve("deep.json");
    Files.writeString(deep, "{\"spec\": " + "[".repeat(2000));
    Ended ended = Ended.of("validate", cut, deep);
    assertThat(ended.err())
        .contains("cut.json:1:")
        .contains("deep.json:1:")
        .doesNotContain("Stream")
        .doesNotContain("REDACTED");
  }

  @Test
  void aFileInPlaceOfTheFolderIsSaid() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Ended ended = Ended.of("translate", env, "-o", file);
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err()).isEqualTo("error: " + file + ": not a folder\n");
  }

  @Test
  void aBrokenManifestSaysWhatToDo() throws IOException {
    Files.writeString(
        out.resolve(".isthmus-manifest.json"),
        "{",
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
    Ended ended = Ended.of("translate", env, "-o", out);
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.err())
        .contains(".isthmus-manifest.json is not JSON: ")
        .contains("Restore it, or delete it")
        .doesNotContain("REDACTED");
  }

  @Test
  void aClusterThatIsNotThereIsWrongUsage() {
    Ended ended = Ended.of("translate", env, "--cluster", "nosuch");
    assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("error: No cluster nosuch in " + env + "; there are cluster1, cluster2, mgmt");
  }
}
