@NullMarked
package dev.isthmus.cli.live;

import org.jspecify.annotations.NullMarked;
