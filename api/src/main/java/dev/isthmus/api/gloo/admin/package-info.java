/** Workspaces, clusters and trust: group {@code admin.gloo.solo.io}. */
@NullMarked
package dev.isthmus.api.gloo.admin;

import org.jspecify.annotations.NullMarked;
