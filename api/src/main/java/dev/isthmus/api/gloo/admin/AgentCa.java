package dev.isthmus.api.gloo.admin;

import org.jspecify.annotations.Nullable;

/**
 * An authority outside that agents ask.
 *
 * @param vault HashiCorp Vault
 */
public record AgentCa(@Nullable VaultCa vault) {}
