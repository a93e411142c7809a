package dev.isthmus.testing.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.function.Consumer;

/** Loads this project's classes anew, some of them changed. */
final class MutantLoader extends ClassLoader {
  private static final String OURS = "dev.isthmus.";

  private final ClassLoader unchanged;
  private final List<Mutation> mutations;

  MutantLoader(List<Mutation> mutations) {
    super(MutantLoader.class.getClassLoader());
    this.unchanged = MutantLoader.class.getClassLoader();
    this.mutations = mutations;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = unchanged.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      for (Mutation mutation : mutations) {
        if (mutation.owner().equals(name)) {
          bytes = mutation.apply(bytes);
        }
      }
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** Runs an ordeal with the classes of this loader. */
  void run(Class<? extends Consumer<String>> ordeal, String text) {
    try {
      Constructor<?> constructor = loadClass(ordeal.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      @SuppressWarnings("unchecked")
      Consumer<String> here = (Consumer<String>) constructor.newInstance();
      here.accept(text);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
