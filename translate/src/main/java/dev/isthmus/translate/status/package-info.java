/** What users' objects are told of the translation, beside findings: how many of what. */
@NullMarked
package dev.isthmus.translate.status;

import org.jspecify.annotations.NullMarked;
