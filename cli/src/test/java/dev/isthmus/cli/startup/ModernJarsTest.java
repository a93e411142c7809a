package dev.isthmus.cli.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ModernJarsTest {

  @TempDir private Path lib;
  private Path jar;

  @BeforeEach
  void copyOfPicocli() throws Exception {
    jar = lib.resolve("picocli.jar");
    Files.copy(
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI()),
        jar);
  }

  @Test
  void noOldClassIsLeftAndNoEntryIsLost() throws IOException {
    List<String> before = entries();
    assertThat(oldClasses())
        .as("picocli is of Java 5: without such a jar this class is not needed")
        .isNotEmpty();

    ModernJars.main(new String[] {lib.toString()});

    assertThat(oldClasses()).isEmpty();
    assertThat(entries()).isEqualTo(before);
    assertThat(lib)
        .isDirectoryContaining(path -> path.equals(jar))
        .isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void everyRewrittenClassPassesTheVerifier() throws Exception {
    ModernJars.modernize(jar);

    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String entry : entries()) {
        if (entry.endsWith(".class") && !entry.endsWith("module-info.class")) {
          String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
          assertThat(Class.forName(name, true, loader).getClassLoader()).as(name).isSameAs(loader);
        }
      }
    }
  }

  @Test
  void aModernJarStaysAsItIs() throws IOException {
    assertThat(ModernJars.modernize(jar)).isPositive();
    byte[] bytes = Files.readAllBytes(jar);

    assertThat(ModernJars.modernize(jar)).isZero();

    assertThat(jar).hasBinaryContent(bytes);
  }

  private List<String> entries() throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().map(Object::toString).toList();
    }
  }

  private List<String> oldClasses() throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<String> old = new ArrayList<>();
      for (var entry : zip.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        if (ClassFile.of().parse(bytes).majorVersion() < ClassFile.JAVA_6_VERSION) {
          old.add(entry.getName());
        }
      }
      return old;
    }
  }
}
