@NullMarked
package dev.isthmus.translate.resolve;

import org.jspecify.annotations.NullMarked;
