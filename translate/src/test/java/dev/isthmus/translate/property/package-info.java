/** What holds of every environment: checked over random ones and random edits of them. */
@NullMarked
package dev.isthmus.translate.property;

import org.jspecify.annotations.NullMarked;
