/** Endpoints of clusters, by locality and priority. */
@NullMarked
package dev.isthmus.envoy.endpoint;

import org.jspecify.annotations.NullMarked;
