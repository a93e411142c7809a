/** Folders of inputs beside the outputs that they must give. */
@NullMarked
package dev.isthmus.testing.golden;

import org.jspecify.annotations.NullMarked;
