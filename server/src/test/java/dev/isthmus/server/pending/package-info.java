@NullMarked
package dev.isthmus.server.pending;

import org.jspecify.annotations.NullMarked;
