/** What the workshop's labs must give. */
@NullMarked
package dev.isthmus.translate.lab;

import org.jspecify.annotations.NullMarked;
