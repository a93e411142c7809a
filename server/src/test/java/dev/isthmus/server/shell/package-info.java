@NullMarked
package dev.isthmus.server.shell;

import org.jspecify.annotations.NullMarked;
