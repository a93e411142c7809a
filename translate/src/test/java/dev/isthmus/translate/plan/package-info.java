/** Tests of what must exist where. */
@NullMarked
package dev.isthmus.translate.plan;

import org.jspecify.annotations.NullMarked;
