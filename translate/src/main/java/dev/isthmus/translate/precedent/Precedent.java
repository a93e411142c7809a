package dev.isthmus.translate.precedent;

import java.time.Instant;

/**
 * Who held a title before.
 *
 * @param workspace the workspace
 * @param until when it ends, should the workspace not claim the title any more
 */
public record Precedent(String workspace, Instant until) {}
