/** One folder of inputs and outputs per rule. */
@NullMarked
package dev.isthmus.translate.golden;

import org.jspecify.annotations.NullMarked;
