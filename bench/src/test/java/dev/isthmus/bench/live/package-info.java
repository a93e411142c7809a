@NullMarked
package dev.isthmus.bench.live;

import org.jspecify.annotations.NullMarked;
