package dev.isthmus.api.read;

import dev.isthmus.api.Labels;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of a message's values. A component has the name of its field, or of a oneof: then
 * it takes the one member that is set. Table and records are in step, or the binder is not made.
 */
final class RecordBinder {

  private final Constructor<?> constructor;
  private final List<String> names;
  private final @Nullable Object[] defaults;

  private RecordBinder(
      Constructor<?> constructor, List<String> names, @Nullable Object[] defaults) {
    this.constructor = constructor;
    this.names = names;
    this.defaults = defaults;
  }

  static RecordBinder of(Class<?> type, List<FieldSchema> fields, boolean partial) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    List<String> names = new ArrayList<>();
    @Nullable Object[] defaults = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      names.add(components[i].getName());
      defaults[i] = absent(components[i].getType());
    }
    for (FieldSchema field : fields) {
      // What has no effect needs no component: the object itself keeps it.
      if (field.support() != Support.NO
          && field.support() != Support.INERT
          && !names.contains(field.name())
          && (field.group() == null || !names.contains(field.group()))) {
        throw new IllegalStateException(type + " has no component for " + field.name());
      }
    }
    for (String name : names) {
      if (!partial
          && fields.stream().noneMatch(f -> name.equals(f.name()) || name.equals(f.group()))) {
        throw new IllegalStateException("the table has no field for " + type + "." + name);
      }
    }
    try {
      return new RecordBinder(type.getDeclaredConstructor(types), List.copyOf(names), defaults);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A message that is there and has no value: what absence is for each type (reference, 0.2). */
  private static @Nullable Object absent(Class<?> type) {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return switch (type.getSimpleName()) {
      case "String" -> "";
      case "int" -> 0;
      case "double" -> 0.0;
      case "boolean" -> false;
      case "List" -> List.of();
      case "SortedMap" -> Labels.EMPTY;
      default -> null;
    };
  }

  /** A record of the values that are set. */
  Object make(Map<String, Object> values) {
    @Nullable Object[] arguments = defaults.clone();
    for (int i = 0; i < arguments.length; i++) {
      Object value = values.get(names.get(i));
      if (value != null) {
        arguments[i] = value;
      }
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("cannot make a " + constructor.getDeclaringClass(), e);
    }
  }
}
