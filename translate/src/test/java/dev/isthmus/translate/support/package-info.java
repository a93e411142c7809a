/** What the tests of translation share. */
@NullMarked
package dev.isthmus.translate.support;

import org.jspecify.annotations.NullMarked;
