@NullMarked
package dev.isthmus.agent;

import org.jspecify.annotations.NullMarked;
