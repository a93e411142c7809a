package dev.isthmus.server.record;

import dev.isthmus.api.port.Authority;
import dev.isthmus.server.Memory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * A record in two files of a folder: {@code authority}, synced at each change, and {@code
 * memory.json}. Each is replaced by renaming.
 */
public final class FolderRecord implements ServerRecord {
  private final Path authority;
  private final Path memory;
  private final Consumer<String> log;

  private FolderRecord(Path folder, Consumer<String> log) {
    this.authority = folder.resolve("authority");
    this.memory = folder.resolve("memory.json");
    this.log = log;
  }

  /**
   * The record in a folder, which is made where it is missing.
   *
   * @param log is told when something there cannot be read
   * @throws IOException when there can be no such folder
   */
  public static FolderRecord in(Path folder, Consumer<String> log) throws IOException {
    Files.createDirectories(folder);
    return new FolderRecord(folder, log);
  }

  @Override
  public Memory read() {
    Authority kept = readAuthority();
    Memory known = readMemory();
    return kept.compareTo(known.authority()) > 0 ? known.with(kept) : known;
  }

  private Authority readAuthority() {
    try {
      return MemoryJson.authority(Files.readString(authority).strip());
    } catch (NoSuchFileException e) {
      return Authority.NONE;
    } catch (IOException | IllegalArgumentException e) {
      return broken(authority, e, Authority.NONE);
    }
  }

  private Memory readMemory() {
    try (var in = Files.newInputStream(memory)) {
      return MemoryJson.read(in);
    } catch (NoSuchFileException e) {
      return Memory.NONE;
    } catch (IOException | IllegalArgumentException e) {
      return broken(memory, e, Memory.NONE);
    }
  }

  private <T> T broken(Path file, Exception problem, T instead) {
    log.accept(
        "The record %s cannot be read (%s): this server begins without it. Clusters are unknown until their agents connect; nothing is taken away before."
            .formatted(file, problem.getMessage()));
    return instead;
  }

  @Override
  public void keep(Authority higher) throws IOException {
    replace(authority, out -> out.write((higher + "\n").getBytes(StandardCharsets.US_ASCII)));
  }

  @Override
  public void write(Memory newer) throws IOException {
    replace(memory, out -> MemoryJson.write(newer, out));
  }

  private interface Content {
    void to(OutputStream out) throws IOException;
  }

  /** The new file is on the disk before it takes the name, and the name before this returns. */
  private static void replace(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(channel);
      content.to(out);
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
