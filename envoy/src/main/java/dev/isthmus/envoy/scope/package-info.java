/** What of the mesh one proxy sees, and which rules win. */
@NullMarked
package dev.isthmus.envoy.scope;

import org.jspecify.annotations.NullMarked;
