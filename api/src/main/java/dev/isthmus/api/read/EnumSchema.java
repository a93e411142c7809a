package dev.isthmus.api.read;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An enum.
 *
 * @param name its name in the table
 * @param type its Java class; null: its values are kept as texts
 * @param values the names of its values; the index is the number
 * @param extra names of older versions, whose numbers mean something else now
 * @param unsupported names that have no effect here
 */
record EnumSchema(
    String name,
    @Nullable Class<? extends Enum<?>> type,
    List<String> values,
    List<String> extra,
    Set<String> unsupported) {}
