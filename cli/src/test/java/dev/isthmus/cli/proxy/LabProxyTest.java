package dev.isthmus.cli.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file in which a running lab lists its proxies. */
final class LabProxyTest {
  @TempDir private Path temporary;

  private void lab(String name, long pid) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("isthmus-lab-" + name));
    Files.writeString(
        folder.resolve("lab.json"),
        """
        {"lab": "lab-11", "pid": %d, "environment": "/env", "proxies": [{
          "cluster": "cluster1", "namespace": "shop", "pod": "web-%s", "istiod": "istiod-1-12",
          "address": "127.3.0.9", "admin": "http://127.0.0.1:1"}]}
        """
            .formatted(pid, name));
  }

  @Test
  void theProxiesOfAllLabsThatRun() throws IOException {
    lab("one", ProcessHandle.current().pid());
    lab("two", ProcessHandle.current().pid());
    lab("gone", Long.MAX_VALUE);
    Files.createDirectory(temporary.resolve("isthmus-lab-starting"));
    List<LabProxy> running = LabProxy.running(temporary);
    assertThat(running)
        .extracting(proxy -> proxy.pod().name())
        .containsExactlyInAnyOrder("web-one", "web-two");
    assertThat(running.getFirst().pod().id()).endsWith(".shop");
  }

  @Test
  void anEnvoyThatIsStoppedIsDown() throws IOException {
    lab("one", ProcessHandle.current().pid());
    ProxyStatus status = ProxyStatus.of(LabProxy.running(temporary).getFirst());
    assertThat(new StatusTable(List.of(status)).of111())
        .isEqualTo(
            """
            NAME             CLUSTER      CDS      LDS      EDS      RDS      ISTIOD          VERSION
            web-one.shop     cluster1     DOWN     DOWN     DOWN     DOWN     istiod-1-12     -
            """);
  }

  @Test
  void whereNoLabRunsHowToStartOneIsSaid() throws IOException {
    lab("gone", Long.MAX_VALUE);
    assertThatThrownBy(() -> LabProxy.running(temporary))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("isthmus lab lab-11 --hold");
  }
}
