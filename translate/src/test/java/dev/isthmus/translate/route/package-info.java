/** Tests of what RouteTables say. */
@NullMarked
package dev.isthmus.translate.route;

import org.jspecify.annotations.NullMarked;
