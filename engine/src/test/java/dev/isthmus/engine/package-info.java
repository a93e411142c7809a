/** Tests of the engine. */
@NullMarked
package dev.isthmus.engine;

import org.jspecify.annotations.NullMarked;
