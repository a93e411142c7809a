/**
 * Who and what is there: clusters, workspaces and their namespaces, settings, visibility,
 * destinations, gateways.
 */
@NullMarked
package dev.isthmus.translate.resolve;

import org.jspecify.annotations.NullMarked;
