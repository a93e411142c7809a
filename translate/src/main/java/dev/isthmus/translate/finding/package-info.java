/** What users got wrong or must know, found where several objects meet. */
@NullMarked
package dev.isthmus.translate.finding;

import org.jspecify.annotations.NullMarked;
