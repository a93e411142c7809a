/**
 * The workshop's labs as data: what users do step by step, and what must come out of it
 * (docs/design/lab-data.md). It knows no translation: the command and the tests of {@code
 * translate} bring the objects to compare.
 */
@NullMarked
package dev.isthmus.lab;

import org.jspecify.annotations.NullMarked;
