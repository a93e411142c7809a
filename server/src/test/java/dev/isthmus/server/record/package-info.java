@NullMarked
package dev.isthmus.server.record;

import org.jspecify.annotations.NullMarked;
