/** What waits for users and what they decide; until when an object is taken up; what is adopted. */
@NullMarked
package dev.isthmus.cli.pending;

import org.jspecify.annotations.NullMarked;
