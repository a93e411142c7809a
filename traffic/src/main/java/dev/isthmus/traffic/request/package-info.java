/** Requests, and who answered them. */
@NullMarked
package dev.isthmus.traffic.request;

import org.jspecify.annotations.NullMarked;
