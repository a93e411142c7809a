package dev.isthmus.api.gloo.admin;

import dev.isthmus.api.gloo.selector.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * A root that the server holds. At most one of the two is set.
 *
 * @param generated it is made by the server
 * @param secretRef it is given by the user in this Secret
 */
public record MgmtServerCa(@Nullable CertOptions generated, @Nullable ResourceRef secretRef) {}
