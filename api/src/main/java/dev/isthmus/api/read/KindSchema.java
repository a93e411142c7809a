package dev.isthmus.api.read;

import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.Resource;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/**
 * A kind that users write.
 *
 * @param kind its identity
 * @param since the versions that have it
 * @param support what it does here
 * @param purpose what it is for
 * @param spec its content; null: its content is not looked into
 * @param resource makes an object of metadata and content; null: it is kept as a tree
 */
record KindSchema(
    ObjectKind kind,
    String since,
    Support support,
    String purpose,
    @Nullable MessageSchema spec,
    @Nullable Constructor<? extends Resource> resource) {}
