package dev.isthmus.traffic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What a running lab says of itself to other commands, in the file {@code lab.json} of its folder.
 *
 * @param lab its name
 * @param pid its process; a file whose process is gone counts for nothing
 * @param environment the folder whose edits it applies; empty: none
 * @param proxies its Envoys
 */
public record LabState(String lab, long pid, String environment, List<ProxyState> proxies) {
  /** The file's name. */
  public static final String FILE = "lab.json";

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  /**
   * One Envoy.
   *
   * @param istiod the istiod that would configure it: {@code istiod-1-12}
   * @param address where its pod is reached
   * @param admin the URL of its admin interface
   */
  public record ProxyState(
      String cluster, String namespace, String pod, String istiod, String address, String admin) {}

  public LabState {
    proxies = List.copyOf(proxies);
  }

  /** Writes the file: readers see the former or the new one, whole. */
  void write(Path folder) throws IOException {
    Path part = folder.resolve(FILE + ".part");
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(part.toFile(), this);
    Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }
}
