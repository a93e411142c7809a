/**
 * The order in which changes reach the clusters: make before break. Pure functions over what was
 * wanted before and what is wanted now.
 */
@NullMarked
package dev.isthmus.delivery;

import org.jspecify.annotations.NullMarked;
