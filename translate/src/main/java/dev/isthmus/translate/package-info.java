/** From the users' objects to every cluster's Istio objects: resolve, plan, emit. */
@NullMarked
package dev.isthmus.translate;

import org.jspecify.annotations.NullMarked;
