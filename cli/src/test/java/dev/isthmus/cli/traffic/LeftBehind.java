package dev.isthmus.cli.traffic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What labs with this temporary folder have left: files, processes that name it, ports. */
final class LeftBehind {
  private static final long PATIENCE_NANOS = 120_000_000_000L;
  private static final long LOOK_NANOS = 20_000_000;

  private LeftBehind() {}

  /** Waits for a moment, and says what is left then; nothing, when all is well. */
  static List<String> after(Path temporary, List<String> addresses) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    List<String> left = now(temporary, addresses);
    while (!left.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK_NANOS);
      left = now(temporary, addresses);
    }
    return left;
  }

  private static List<String> now(Path temporary, List<String> addresses) throws IOException {
    List<String> left = new ArrayList<>();
    try (Stream<Path> files = Files.list(temporary)) {
      files
          .filter(it -> it.getFileName().toString().startsWith("isthmus-"))
          .forEach(it -> left.add("file " + it));
    }
    ProcessHandle.allProcesses()
        .filter(it -> it.pid() != ProcessHandle.current().pid())
        .filter(it -> commandLine(it.pid()).contains(temporary.toString()))
        .forEach(it -> left.add("process " + it.pid() + " " + commandLine(it.pid())));
    left.addAll(listening(addresses));
    return left;
  }

  /** The ports of these addresses on which somebody listens. */
  static List<String> listening(List<String> addresses) throws IOException {
    List<String> ports = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/net/tcp"))) {
      for (String address : addresses) {
        if (line.contains(": " + hex(address) + ":") && line.contains(" 0A ")) {
          ports.add("port of " + address + ": " + line.strip());
        }
      }
    }
    return ports;
  }

  /** An address as the kernel's table has it. */
  private static String hex(String address) {
    String[] parts = address.split("\\.");
    return "%02X%02X%02X%02X"
        .formatted(
            Integer.parseInt(parts[3]),
            Integer.parseInt(parts[2]),
            Integer.parseInt(parts[1]),
            Integer.parseInt(parts[0]));
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException e) {
      return ""; // gone meanwhile, or another user's
    }
  }
}
