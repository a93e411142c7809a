/** What the tests of several modules share: objects as users write them, scenarios, shrinking. */
@NullMarked
package dev.isthmus.testing;

import org.jspecify.annotations.NullMarked;
