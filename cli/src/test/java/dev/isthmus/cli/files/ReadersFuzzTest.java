package dev.isthmus.cli.files;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.isthmus.api.read.ResourceReader;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;

/**
 * Whatever stands in a file, reading it ends and does not throw, and neither does making objects of
 * what it holds. {@code ./verify} fuzzes for some seconds; {@code -Dfuzz.duration=1h} for longer.
 * It runs in a JVM of its own (cli/pom.xml): Jazzer's agent is in the way of everything else.
 */
final class ReadersFuzzTest {
  private static final FileReader READER = new FileReader(Path.of(""), new ResourceReader(), true);

  @FuzzTest
  void nothingThatStandsInAFileThrows(byte[] bytes) {
    for (String name : new String[] {"a.yaml", "a.json"}) {
      READER.read("cluster1", Path.of(name), () -> new ByteArrayInputStream(bytes));
    }
  }
}
