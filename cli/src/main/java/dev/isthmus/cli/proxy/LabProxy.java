package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A proxy of a lab that runs with {@code --hold}, as the lab's file {@code lab.json} lists it.
 *
 * @param pod its pod
 * @param istiod the istiod that the lab plays for it
 * @param admin its admin interface
 */
public record LabProxy(ProxyPod pod, String istiod, AdminInterface admin) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * The proxies of all labs that run on this machine.
   *
   * @param temporary where labs keep their folders
   * @throws IOException if no lab runs
   */
  public static List<LabProxy> running(Path temporary) throws IOException {
    List<LabProxy> all = new ArrayList<>();
    boolean found = false;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, "isthmus-lab-*")) {
      for (Path folder : folders) {
        Path file = folder.resolve("lab.json");
        if (Files.isReadable(file)) {
          JsonNode lab = MAPPER.readTree(file.toFile());
          if (ProcessHandle.of(lab.path("pid").asLong(-1)).isPresent()) {
            found = true;
            lab.path("proxies").forEach(proxy -> all.add(of(proxy)));
          }
        }
      }
    }
    if (!found) {
      throw new IOException("no lab is running: start one with  isthmus lab lab-11 --hold");
    }
    return all;
  }

  private static LabProxy of(JsonNode proxy) {
    return new LabProxy(
        new ProxyPod(
            proxy.path("cluster").asText(),
            proxy.path("namespace").asText(),
            proxy.path("pod").asText(),
            null),
        proxy.path("istiod").asText("-"),
        new AdminInterface(proxy.path("admin").asText()));
  }
}
