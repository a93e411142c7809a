@NullMarked
package dev.isthmus.bench.agent;

import org.jspecify.annotations.NullMarked;
