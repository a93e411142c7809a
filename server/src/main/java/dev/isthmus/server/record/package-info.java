/** What a server leaves to the next one, in a folder. */
@NullMarked
package dev.isthmus.server.record;

import org.jspecify.annotations.NullMarked;
