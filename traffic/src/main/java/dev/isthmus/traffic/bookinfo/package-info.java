/** Bookinfo's services, as small HTTP servers. */
@NullMarked
package dev.isthmus.traffic.bookinfo;

import org.jspecify.annotations.NullMarked;
