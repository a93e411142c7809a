package dev.isthmus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.kubesim.Access;
import dev.isthmus.kubesim.Kubeconfig;
import dev.isthmus.kubesim.SimCluster;
import dev.isthmus.kubesim.SimServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code isthmus server} and {@code isthmus agent} as processes. */
final class LiveCommandsTest {
  private static final String NAMESPACE = "isthmus";
  private static final ObjectKind SECRET = new ObjectKind("", "v1", "Secret");

  @TempDir private Path folder;
  private SimServer mgmt;
  private SimServer cluster1;
  private Path kubeconfig;

  @BeforeEach
  void start() throws Exception {
    mgmt = SimServer.start(new SimCluster("mgmt"));
    cluster1 = SimServer.start(new SimCluster("cluster1"));
    kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(kubeconfig, Kubeconfig.of(List.of(mgmt, cluster1), Access.ADMIN));
  }

  @AfterEach
  void stop() {
    mgmt.close();
    cluster1.close();
  }

  private void namespaces() {
    for (SimServer sim : List.of(mgmt, cluster1)) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.put("apiVersion", "v1").put("kind", "Namespace");
      object.putObject("metadata").put("name", NAMESPACE);
      sim.cluster().load(object);
    }
  }

  /** As the platform team does it; gives what was printed. */
  private String register(String address, String... more) {
    List<Object> words =
        List.of(
            "cluster",
            "register",
            "cluster1",
            "--kubeconfig",
            kubeconfig,
            "--context",
            "cluster1",
            "--management-context",
            "mgmt",
            "--relay-address",
            address);
    Ended registered = Ended.of(with(words, (Object[]) more));
    assertThat(registered.code()).as(registered.err()).isZero();
    return registered.out();
  }

  private CommandProcess server(Object... more) throws Exception {
    return CommandProcess.start(
        with(
            List.of(
                "server",
                "--kubeconfig",
                kubeconfig,
                "--context",
                "mgmt",
                "--cluster",
                "mgmt",
                "--listen",
                "127.0.0.1:0",
                "--record",
                folder.resolve("record")),
            more));
  }

  private CommandProcess agent(Object... more) throws Exception {
    return CommandProcess.start(
        with(List.of("agent", "--kubeconfig", kubeconfig, "--context", "cluster1"), more));
  }

  private static Object[] with(List<Object> words, Object... more) {
    List<Object> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all.toArray();
  }

  private static String port(CommandProcess server) throws Exception {
    String line = server.await("Agents may dial port").getLast();
    return line.replaceFirst(".*port ([0-9]+).*", "$1");
  }

  @Test
  void anAgentEnrolsOnceAndComesBackWithItsCertificate() throws Exception {
    namespaces();
    try (CommandProcess server = server()) {
      String address = "127.0.0.1:" + port(server);
      register(address);

      try (CommandProcess first = agent()) {
        first.await("This agent is enrolled");
        server.await("The agent of cluster1 has connected");
        first.await("The server is reached");
        first.interrupt();
        assertThat(first.end().out()).doesNotContain("Exception");
      }
      server.await("The agent of cluster1 is gone");
      assertThat(cluster1.cluster().find(SECRET, NAMESPACE, "isthmus-agent")).isPresent();

      try (CommandProcess second = agent()) {
        assertThat(second.await("The server is reached")).noneMatch(l -> l.contains("enrolled"));
        server.await("The agent of cluster1 has connected");
        server.interrupt();
        assertThat(server.end().out()).doesNotContain("Exception");
        second.await("No connection to the server");
      }
    }
  }

  @Test
  void theCertificateMayLieInAFolderThatOnlyItsOwnerReads() throws Exception {
    namespaces();
    try (CommandProcess server = server("--log-format", "json")) {
      String line = server.await("Agents may dial port").getLast();
      String port =
          new ObjectMapper().readTree(line).path("message").asText().replaceAll("[^0-9]", "");
      Path bootstrap = folder.resolve("bootstrap.yaml");
      Files.writeString(bootstrap, register("127.0.0.1:1", "-o", "yaml"));
      Path state = folder.resolve("state");

      Object[] words = {
        "--bootstrap", bootstrap, "--state", state, "--relay-address", "127.0.0.1:" + port
      };
      try (CommandProcess agent = agent(words)) {
        agent.await("The server is reached");
      }
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(state.resolve("agent.pem"))))
          .isEqualTo("rw-------");
      assertThat(cluster1.cluster().find(SECRET, NAMESPACE, "isthmus-agent")).isEmpty();
      try (CommandProcess agent = agent(words)) {
        agent.await("The server is reached");
      }

      // The token is used up, and without the certificate there is nothing to come back with.
      Files.delete(state.resolve("agent.pem"));
      Ended refused = agent(words).end();
      assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.out())
          .contains("does not enrol this agent: the token for cluster cluster1 was used before")
          .contains("register the cluster again");
    }
  }

  @Test
  void whatIsMissingIsSaidWithWhatToDo() throws Exception {
    Ended server = server().end();
    assertThat(server.code()).isEqualTo(ExitCode.USAGE);
    assertThat(server.out())
        .contains("context mgmt has no namespace isthmus")
        .contains("kubectl create namespace isthmus");

    namespaces();
    Ended agent = agent().end();
    assertThat(agent.code()).isEqualTo(ExitCode.USAGE);
    assertThat(agent.out())
        .contains("context cluster1 has no Secret isthmus/isthmus-agent-bootstrap")
        .contains("isthmus cluster register");

    Ended file = agent("--bootstrap", kubeconfig).end();
    assertThat(file.code()).isEqualTo(ExitCode.USAGE);
    assertThat(file.out()).contains("kubeconfig holds no Secret isthmus-agent-bootstrap");

    Ended address = server("--listen", "somewhere").end();
    assertThat(address.code()).isEqualTo(ExitCode.USAGE);
    assertThat(address.out()).contains("'somewhere' is no address");
  }
}
