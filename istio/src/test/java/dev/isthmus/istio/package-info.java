@NullMarked
package dev.isthmus.istio;

import org.jspecify.annotations.NullMarked;
