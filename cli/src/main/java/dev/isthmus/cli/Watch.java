package dev.isthmus.cli;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches a folder and tells which files changed, in batches: an editor's several writes, or a
 * checkout's many, are one. It watches from its start on: what is read after that is either read as
 * it is, or told of again.
 */
public final class Watch implements AutoCloseable {
  /** Milliseconds of silence that end a batch. */
  private static final long QUIET_MILLIS = 30;

  /**
   * What changed.
   *
   * @param files relative to the folder; they may be gone
   * @param anything whether others may have changed too: there was more than the system could tell
   */
  public record Batch(SortedSet<Path> files, boolean anything) {
    public Batch {
      files = Collections.unmodifiableSortedSet(new TreeSet<>(files));
    }
  }

  private final Path root;
  private final @Nullable Path without;
  private final WatchService service;
  private final Map<WatchKey, Path> folders = new HashMap<>();

  /**
   * Starts to watch.
   *
   * @param without a folder below {@code root} that is not watched (what is written there); null
   *     when there is none
   */
  public Watch(Path root, @Nullable Path without) throws IOException {
    this.root = root;
    this.without = without == null ? null : without.toAbsolutePath().normalize();
    this.service = root.getFileSystem().newWatchService();
    register(root);
  }

  /** Waits for changes; the batch ends when there are no more for a moment. */
  public Batch next() throws IOException, InterruptedException {
    TreeSet<Path> changed = new TreeSet<>();
    boolean anything = false;
    while (changed.isEmpty() && !anything) {
      for (WatchKey key = service.take();
          key != null;
          key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS)) {
        anything |= collect(key, changed);
      }
    }
    return new Batch(changed, anything);
  }

  @Override
  public void close() throws IOException {
    service.close();
  }

  private boolean collect(WatchKey key, Set<Path> changed) throws IOException {
    Path folder = folders.get(key);
    boolean lost = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      if (folder == null || !(event.context() instanceof Path name)) {
        lost |= event.kind().equals(StandardWatchEventKinds.OVERFLOW);
      } else if (!isOutput(folder.resolve(name))) {
        Path path = folder.resolve(name);
        changed.add(root.relativize(path));
        if (Files.isDirectory(path)) {
          register(path);
        }
      }
    }
    if (!key.reset()) {
      folders.remove(key);
    }
    return lost;
  }

  private boolean isOutput(Path path) {
    return path.toAbsolutePath().normalize().equals(without);
  }

  private void register(Path from) throws IOException {
    Files.walkFileTree(
        from,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (isOutput(folder)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            try {
              folders.put(
                  folder.register(
                      service,
                      StandardWatchEventKinds.ENTRY_CREATE,
                      StandardWatchEventKinds.ENTRY_DELETE,
                      StandardWatchEventKinds.ENTRY_MODIFY),
                  folder);
            } catch (NoSuchFileException e) {
              return FileVisitResult.SKIP_SUBTREE; // gone meanwhile, which is an event of its own
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem) {
            return FileVisitResult
                .CONTINUE; // a circular link, a folder of others: the reader says so
          }
        });
  }
}
