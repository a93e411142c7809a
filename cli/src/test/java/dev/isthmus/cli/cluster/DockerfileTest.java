package dev.isthmus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the Dockerfile names is there; it is built by hand. */
final class DockerfileTest {
  private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");
  private static final String BUILT = "/src/.isthmus/build/";

  private static List<String> lines(String file) throws Exception {
    return Files.readAllLines(ROOT.resolve(file)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  @Test
  void whatItCopiesIsThereAndNotIgnored() throws Exception {
    List<String> ignored = lines(".dockerignore");
    int copied = 0;
    for (String line : lines("Dockerfile")) {
      String[] words = line.split(" +");
      if (words[0].equals("COPY") && !words[1].startsWith("--from=")) {
        for (int i = 1; i < words.length - 1; i++) {
          assertThat(ROOT.resolve(words[i])).exists();
          Path path = Path.of(words[i]);
          assertThat(ignored)
              .noneMatch(
                  each -> FileSystems.getDefault().getPathMatcher("glob:" + each).matches(path));
          copied++;
        }
      }
    }
    assertThat(copied).isPositive();
  }

  @Test
  void whatItTakesFromTheBuildIsWhereTheLaunchersBuildPutsIt() throws Exception {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    assertThat(pom)
        .contains(
            "<directory>${maven.multiModuleProjectDirectory}/.isthmus/build/${project.artifactId}</directory>");
    assertThat(lines("Dockerfile").stream().filter(line -> line.startsWith("COPY --from=build")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.split(" +")[2]).startsWith(BUILT + "isthmus-cli/"));
    String launcher = Files.readString(ROOT.resolve("isthmus"));
    assertThat(launcher)
        .contains(
            "-Plauncher -Dquick -DskipTests -Dmaven.test.skip=true --projects cli --also-make package")
        .contains("isthmus-cli/isthmus.jar")
        .contains("isthmus-cli/lib");
    assertThat(String.join("\n", lines("Dockerfile")))
        .contains(
            "-Plauncher -Dquick -DskipTests -Dmaven.test.skip=true --projects cli --also-make package");
  }

  @Test
  void itRunsAsTheUserOfTheManifests() throws Exception {
    String user =
        lines("Dockerfile").stream().filter(l -> l.startsWith("USER ")).findFirst().orElseThrow();
    String number = user.replaceAll("USER ([0-9]+):.*", "$1");
    var pod =
        new ServerManifests("n", "mgmt", "i", "ClusterIP", "1Gi")
            .objects()
            .getLast()
            .at("/spec/template/spec/securityContext");
    assertThat(pod.path("runAsUser").asText()).isEqualTo(number);
    assertThat(pod.path("fsGroup").asText()).isEqualTo(number);
  }
}
