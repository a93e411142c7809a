/** Istio's own kinds, as records: what the translation writes and reads. */
@NullMarked
package dev.isthmus.istio;

import org.jspecify.annotations.NullMarked;
