package dev.isthmus.kubesim;

/**
 * How a write is made.
 *
 * @param manager the field manager
 * @param subresource {@code status}, or empty
 * @param force whether a server-side apply takes fields from others
 * @param dryRun whether nothing is stored
 */
record WriteOptions(String manager, String subresource, boolean force, boolean dryRun) {}
