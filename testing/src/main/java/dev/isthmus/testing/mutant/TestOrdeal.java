package dev.isthmus.testing.mutant;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Consumer;

/** One method of a test, by the names of its class and of itself: {@code a.b.CTest method}. */
public final class TestOrdeal implements Consumer<String> {

  /** Made by name, by the loader of changed classes. */
  public TestOrdeal() {}

  @Override
  public void accept(String text) {
    String[] names = text.split(" ", -1);
    try {
      Constructor<?> constructor = Class.forName(names[0]).getDeclaredConstructor();
      constructor.setAccessible(true);
      Method method = constructor.getDeclaringClass().getDeclaredMethod(names[1]);
      method.setAccessible(true);
      method.invoke(constructor.newInstance());
    } catch (InvocationTargetException e) {
      throw new AssertionError(String.valueOf(e.getCause()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
