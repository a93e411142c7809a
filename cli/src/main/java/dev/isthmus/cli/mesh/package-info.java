/** From an environment and what it translates to, to what the istiods of a cluster read. */
@NullMarked
package dev.isthmus.cli.mesh;

import org.jspecify.annotations.NullMarked;
