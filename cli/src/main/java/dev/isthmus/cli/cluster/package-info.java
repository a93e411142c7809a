/** Commands that talk to clusters: docs/design/operations.md. */
@NullMarked
package dev.isthmus.cli.cluster;

import org.jspecify.annotations.NullMarked;
