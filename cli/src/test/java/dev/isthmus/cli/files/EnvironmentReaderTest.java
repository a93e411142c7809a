package dev.isthmus.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvironmentReaderTest {
  @TempDir Path env;

  private static String service(String name) {
    return "apiVersion: v1\nkind: Service\nmetadata: {name: "
        + name
        + ", namespace: shop}\nspec: {selector: {app: "
        + name
        + "}}\n";
  }

  private void put(String path, String text) throws IOException {
    put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(String path, byte[] bytes) throws IOException {
    Files.createDirectories(env.resolve(path).getParent());
    Files.write(env.resolve(path), bytes);
  }

  private Environment read() throws IOException {
    return new EnvironmentReader(env).readAll();
  }

  private static List<String> refs(Environment environment) {
    return environment.resources().keySet().stream().map(ObjectRef::toString).toList();
  }

  /** Where and what, relative to the environment. */
  private List<String> problems(Environment environment) {
    return environment.findings().stream().map(this::problem).toList();
  }

  private String problem(Finding finding) {
    String name = finding.object().key().name().replace(env + "/", "");
    return finding.reason() + " " + name + ":" + finding.field() + " " + finding.what();
  }

  @Test
  void filesAtAnyDepthBelongToTheirClustersFolder() throws IOException {
    put("cluster1/a.yaml", service("a"));
    put("cluster1/deep/er/b.yml", service("b") + "---\n" + service("c"));
    put(
        "cluster2/d.json",
        "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"d\",\"namespace\":\"shop\"}}]}");
    put("cluster2/notes.txt", "no yaml: [");
    put("cluster2/.git/x.yaml", "[");
    put("cluster2/.hidden.yaml", "[");
    put("cluster2/empty.yaml", "");
    Environment read = read();
    assertThat(refs(read))
        .containsExactly(
            "Service shop/a (cluster1)",
            "Service shop/b (cluster1)",
            "Service shop/c (cluster1)",
            "Service shop/d (cluster2)");
    assertThat(read.findings()).isEmpty();
    assertThat(read.whole()).isTrue();
  }

  @Test
  void aBrokenDocumentIsToldAndTheRestIsRead() throws IOException {
    put("cluster1/a.yaml", service("a") + "---\nspec:\n\thttp: []\n---\n" + service("b"));
    put("cluster1/c.yaml", service("c"));
    Environment read = read();
    assertThat(refs(read)).hasSize(3);
    assertThat(problems(read))
        .containsExactly(
            "UnreadableInput cluster1/a.yaml:7:1 found a tab where an indentation must be spaces");
    assertThat(read.whole()).isFalse();
  }

  @Test
  void bytesThatAreNotUtf8AreToldWithTheirPlace() throws IOException {
    put("cluster1/a.yaml", (service("a") + "# é: \u00ff\n").getBytes(StandardCharsets.ISO_8859_1));
    put("cluster1/b.yaml", service("b"));
    Environment read = read();
    assertThat(refs(read)).contains("Service shop/b (cluster1)");
    assertThat(problems(read))
        .containsExactly("UnreadableInput cluster1/a.yaml:5:3 this byte is not UTF-8");
  }

  @Test
  void anObjectWithoutANameIsToldWithItsPlace() throws IOException {
    put(
        "cluster1/a.yaml",
        service("a")
            + "---\n# nameless\napiVersion: networking.gloo.solo.io/v2\nkind: RouteTable\nmetadata: {namespace: shop}\n");
    Environment read = read();
    assertThat(refs(read)).containsExactly("Service shop/a (cluster1)");
    assertThat(problems(read))
        .containsExactly("MissingName cluster1/a.yaml:7:1 RouteTable: The object has no name.");
    assertThat(read.whole()).isTrue();
  }

  @Test
  void ofDuplicatesTheFirstInTheOrderOfPathsCounts() throws IOException {
    put("cluster1/a.yaml", service("a"));
    put("cluster1/b.yaml", service("a").replace("app: a", "app: other"));
    put("cluster1/c.yaml", service("a"));
    put("cluster2/c.yaml", service("a"));
    Environment read = read();
    assertThat(refs(read)).hasSize(2);
    assertThat(problems(read))
        .containsExactly(
            "DuplicateObject a: The object stands in cluster1/a.yaml:1 and, with other content, in"
                + " cluster1/b.yaml:1.");
    assertThat(read.resources().firstEntry().getValue().toString()).contains("app=a");
  }

  @Test
  void linksAreFollowedAndCirclesEnd() throws IOException {
    put("cluster1/a.yaml", service("a"));
    Files.createDirectories(env.resolve("cluster2"));
    Files.createSymbolicLink(env.resolve("cluster2/same"), env.resolve("cluster1"));
    Files.createSymbolicLink(env.resolve("cluster1/circle"), env.resolve("cluster1"));
    Files.createSymbolicLink(env.resolve("cluster1/dead.yaml"), env.resolve("nowhere"));
    Environment read = read();
    assertThat(refs(read))
        .containsExactly("Service shop/a (cluster1)", "Service shop/a (cluster2)");
    assertThat(problems(read))
        .contains("UnreadableInput cluster1/dead.yaml: the link leads nowhere");
  }

  @Test
  void whatIsNoFileIsToldAndNotWaitedFor() throws IOException, InterruptedException {
    put("cluster1/a.yaml", service("a"));
    Path pipe = env.resolve("cluster1/pipe.yaml");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Files.createSymbolicLink(env.resolve("cluster1/self.yaml"), Path.of("self.yaml"));
    Files.createSymbolicLink(env.resolve("cluster2"), Path.of("cluster2"));
    Files.createSymbolicLink(env.resolve("cluster3"), Path.of("not", "mounted"));
    Files.createDirectories(env.resolve("cluster4/folder.yaml"));
    Environment read = read();
    assertThat(refs(read)).containsExactly("Service shop/a (cluster1)");
    assertThat(problems(read))
        .containsExactly(
            "UnreadableInput cluster1/pipe.yaml: neither a file nor a folder",
            "UnreadableInput cluster1/self.yaml: the link leads nowhere",
            "UnreadableInput cluster2: the link leads nowhere",
            "UnreadableInput cluster3: the link leads nowhere");
    assertThat(read.whole()).isFalse();
  }

  @Test
  void aFileBesideTheClustersFoldersIsNotRead() throws IOException {
    put("kustomization.yaml", service("a"));
    put("cluster1/b.yaml", service("b"));
    Environment read = read();
    assertThat(refs(read)).containsExactly("Service shop/b (cluster1)");
    assertThat(read.findings()).extracting(Finding::reason).containsExactly(Reason.NO_EFFECT);
    assertThat(read.whole()).isTrue();
  }

  @Test
  void whatWeWroteIsNoInput() throws IOException {
    put("cluster1/a.yaml", service("a"));
    put("out/" + Manifest.NAME, "{}");
    put("out/cluster1/shop/service-a.yaml", service("z"));
    assertThat(refs(read())).containsExactly("Service shop/a (cluster1)");
  }

  @Test
  void anEnvironmentThatIsNotThereCannotBeRead() {
    var reader = new EnvironmentReader(env.resolve("nowhere"));
    assertThatThrownBy(reader::readAll).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void rereadingReadsWhatChangedAndKeepsWhatItCannotRead() throws IOException {
    put("cluster1/a.yaml", service("a") + "---\n" + service("b"));
    put("cluster1/c.yaml", service("c"));
    put("cluster1/d.yaml", service("d"));
    var reader = new EnvironmentReader(env);
    Environment first = reader.readAll();
    put("cluster1/a.yaml", service("a") + "---\n\tbroken\n");
    put("cluster1/c.yaml", service("c2"));
    Files.delete(env.resolve("cluster1/d.yaml"));
    put("cluster1/new/e.yaml", service("e"));
    Environment second =
        reader.reread(List.of(Path.of("cluster1/a.yaml"), Path.of("cluster1/c.yaml")));
    assertThat(refs(second))
        .containsExactly(
            "Service shop/a (cluster1)",
            "Service shop/b (cluster1)",
            "Service shop/c2 (cluster1)",
            "Service shop/e (cluster1)");
    assertThat(second.whole()).isFalse();
    put("cluster1/a.yaml", service("a"));
    Environment third = reader.reread(List.of(Path.of("cluster1/a.yaml")));
    assertThat(refs(third)).doesNotContain("Service shop/b (cluster1)");
    assertThat(third.whole()).isTrue();
    assertThat(first.whole()).isTrue();
  }

  @Test
  void listsAreReadWhateverTheNumberOfFiles() throws IOException {
    for (int i = 0; i < 200; i++) {
      put("cluster1/s" + i + ".yaml", service("s" + i));
    }
    assertThat(read().resources()).hasSize(200);
  }
}
