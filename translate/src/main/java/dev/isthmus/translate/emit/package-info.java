/** The Istio objects: their names, addresses, specs. */
@NullMarked
package dev.isthmus.translate.emit;

import org.jspecify.annotations.NullMarked;
