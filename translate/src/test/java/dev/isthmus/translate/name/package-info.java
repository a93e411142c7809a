@NullMarked
package dev.isthmus.translate.name;

import org.jspecify.annotations.NullMarked;
