package dev.isthmus.traffic;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

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

  /**
   * The labs that run on this machine.
   *
   * @param temporary where labs keep their folders
   * @throws IOException if a lab's file cannot be read
   */
  public static List<LabState> running(Path temporary) throws IOException {
    List<LabState> running = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, "isthmus-lab-*")) {
      for (Path folder : folders) {
        Path file = folder.resolve(FILE);
        if (Files.isReadable(file)) {
          LabState lab = MAPPER.readValue(file.toFile(), LabState.class);
          if (ProcessHandle.of(lab.pid()).isPresent()) {
            running.add(lab);
          }
        }
      }
    }
    return running;
  }

  /** Writes the file: readers see the former or the new one, whole. */
  void write(Path folder) throws IOException {
    Path part = folder.resolve(FILE + ".part");
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(part.toFile(), this);
    Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }
}
