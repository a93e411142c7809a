package dev.isthmus.cli.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which files of a folder are ours: their paths (with {@code /}, whatever the system) and the
 * SHA-256 of what was written to them. While files are being written a path has two hashes, the
 * former and the coming one: whatever a crash leaves is known.
 */
final class Manifest {
  static final String NAME = ".isthmus-manifest.json";

  private static final int VERSION = 1;
  private static final String REMEDY =
      "  Restore it, or delete it: then nothing is removed, and files equal to what is wanted are ours again.";
  private static final String OPEN = "writing";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final SortedMap<String, Set<String>> files = new TreeMap<>();
  private boolean open;

  private Manifest() {}

  static Manifest empty() {
    return new Manifest();
  }

  /**
   * Reads the folder's manifest; an empty one where there is none.
   *
   * @throws IOException if there is one that cannot be read or is not ours
   */
  static Manifest read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return empty();
    }
    try {
      return parse(file, MAPPER.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new IOException(
          file + " is not JSON: " + JsonObjects.message(e) + System.lineSeparator() + REMEDY, e);
    }
  }

  private static Manifest parse(Path file, JsonNode tree) throws IOException {
    if (tree.path("version").asInt() != VERSION) {
      throw new IOException(
          file
              + " has version "
              + tree.path("version")
              + "; this isthmus writes version "
              + VERSION
              + System.lineSeparator()
              + REMEDY);
    }
    Manifest manifest = empty();
    manifest.open = tree.path(OPEN).asBoolean();
    for (var entry : tree.path("files").properties()) {
      if (!isPlain(entry.getKey())) {
        throw new IOException(
            file
                + " lists "
                + entry.getKey()
                + ", which is no file of ours"
                + System.lineSeparator()
                + REMEDY);
      }
      Set<String> hashes = new TreeSet<>();
      entry.getValue().forEach(hash -> hashes.add(hash.asText()));
      manifest.files.put(entry.getKey(), hashes);
    }
    return manifest;
  }

  /** Whether a path has a cluster, a namespace and a file, and leads nowhere else. */
  static boolean isPlain(String path) {
    String[] names = path.split("/", -1);
    if (names.length != 3) {
      return false;
    }
    for (String name : names) {
      if (name.isEmpty()
          || name.startsWith(".")
          || name.chars().anyMatch(c -> c == '\\' || c < ' ')) {
        return false;
      }
    }
    return true;
  }

  /** Whether a run that was writing did not come to its end. */
  boolean isOpen() {
    return open;
  }

  Manifest copy() {
    Manifest copy = empty();
    files.forEach((path, hashes) -> copy.files.put(path, new TreeSet<>(hashes)));
    return copy;
  }

  Set<String> paths() {
    return files.keySet();
  }

  boolean lists(String path) {
    return files.containsKey(path);
  }

  /** Whether a file with these bytes is as we left it. */
  boolean wrote(String path, byte[] bytes) {
    return files.getOrDefault(path, Set.of()).contains(hash(bytes));
  }

  void set(String path, byte[] bytes) {
    files.put(path, new TreeSet<>(Set.of(hash(bytes))));
  }

  /** These bytes may be there, too. */
  void add(String path, byte[] bytes) {
    files.computeIfAbsent(path, _ -> new TreeSet<>()).add(hash(bytes));
  }

  void remove(String path) {
    files.remove(path);
  }

  /** What is written to {@link #NAME}: stable bytes for equal content. */
  byte[] bytes() {
    return bytes(false);
  }

  /** Likewise, for the time in which files are being written. */
  byte[] openBytes() {
    return bytes(true);
  }

  private byte[] bytes(boolean writing) {
    ObjectNode tree = MAPPER.createObjectNode();
    tree.put("version", VERSION);
    if (writing) {
      tree.put(OPEN, true);
    }
    ObjectNode list = tree.putObject("files");
    files.forEach((path, hashes) -> hashes.forEach(list.putArray(path)::add));
    try {
      return (MAPPER.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
