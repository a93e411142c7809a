/** What several kinds use to select and to refer. */
@NullMarked
package dev.isthmus.api.gloo.selector;

import org.jspecify.annotations.NullMarked;
