@NullMarked
package dev.isthmus.api.loop;

import org.jspecify.annotations.NullMarked;
