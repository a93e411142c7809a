package dev.isthmus.cli.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites classes of before Java 6 as Java 8's, in the local copies of the libraries' jars.
 *
 * <p>Such classes have no stack maps, and the AOT cache leaves them out (the JVM's log says "Old
 * class has been linked"): each start would load and verify them anew. picocli's are of this kind.
 * Only the class file's form changes: the version, and the stack maps that it asks for.
 */
public final class ModernJars {

  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

  private ModernJars() {}

  /** Rewrites in place the jars that need it, in the folder that is the one argument. */
  public static void main(String[] args) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
      for (Path jar : jars) {
        modernize(jar);
      }
    }
  }

  /**
   * Rewrites {@code jar} if it has old classes; it is replaced as a whole or not at all.
   *
   * @return how many classes were rewritten
   */
  static int modernize(Path jar) throws IOException {
    Path rewritten = Files.createTempFile(jar.toAbsolutePath().getParent(), "modern", ".tmp");
    try {
      int count;
      try (ZipFile from = new ZipFile(jar.toFile());
          ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(rewritten))) {
        count = copy(from, to);
      }
      if (count > 0) {
        Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
      }
      return count;
    } finally {
      Files.deleteIfExists(rewritten);
    }
  }

  private static int copy(ZipFile from, ZipOutputStream to) throws IOException {
    ClassFile classFile = classFile(from);
    int count = 0;
    for (ZipEntry entry : from.stream().toList()) {
      byte[] bytes = from.getInputStream(entry).readAllBytes();
      if (entry.getName().endsWith(".class")) {
        ClassModel model = classFile.parse(bytes);
        if (model.majorVersion() < FIRST_WITH_STACK_MAPS) {
          bytes = classFile.transformClass(model, toJava8());
          count++;
        }
      }
      ZipEntry copy = new ZipEntry(entry.getName());
      copy.setTime(entry.getTime());
      to.putNextEntry(copy);
      to.write(bytes);
      to.closeEntry();
    }
    return count;
  }

  /** Stack maps need the class hierarchy: that of the jar itself, then the JDK's. */
  private static ClassFile classFile(ZipFile jar) {
    ClassHierarchyResolver inJar =
        ClassHierarchyResolver.ofResourceParsing(type -> {
          String descriptor = type.descriptorString();
          ZipEntry entry =
              jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
          try {
            return entry == null ? null : jar.getInputStream(entry);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return ClassFile.of(
        StackMapsOption.GENERATE_STACK_MAPS,
        ConstantPoolSharingOption.NEW_POOL,
        ClassHierarchyResolverOption.of(inJar.orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /** Every method's code is written anew: code that is passed on as it is gets no stack map. */
  private static ClassTransform toJava8() {
    MethodTransform anew = MethodTransform.transformingCode(CodeBuilder::with);
    return (builder, element) -> {
      switch (element) {
        case ClassFileVersion _ -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
        case MethodModel method -> builder.transformMethod(method, anew);
        default -> builder.with(element);
      }
    };
  }
}
