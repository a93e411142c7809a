@NullMarked
package dev.isthmus.server.store;

import org.jspecify.annotations.NullMarked;
