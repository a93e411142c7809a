@NullMarked
package dev.isthmus.bench.relay;

import org.jspecify.annotations.NullMarked;
