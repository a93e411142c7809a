@NullMarked
package dev.isthmus.cli.cluster;

import org.jspecify.annotations.NullMarked;
