/** The kinds that users write, as records; references, selectors, findings. */
@NullMarked
package dev.isthmus.api;

import org.jspecify.annotations.NullMarked;
