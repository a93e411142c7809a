@NullMarked
package dev.isthmus.server.status;

import org.jspecify.annotations.NullMarked;
