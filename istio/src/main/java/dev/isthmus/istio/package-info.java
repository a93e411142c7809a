/**
 * Istio's own kinds, as records: what the translation writes and reads.
 *
 * <p>One record per message of Istio's API (networking and security), one component per field, with
 * the names of the API documentation; what a field means stands there. The rules of all of them:
 *
 * <ul>
 *   <li>An absent message, number wrapper or duration is null; an absent text is empty, an absent
 *       number 0, an absent enum its first constant, as in protocol buffers. Texts of a oneof are
 *       null when absent.
 *   <li>Lists and maps are never null, cannot be changed, and maps are sorted by key.
 *   <li>Durations stay as they are written.
 * </ul>
 */
@NullMarked
package dev.isthmus.istio;

import org.jspecify.annotations.NullMarked;
