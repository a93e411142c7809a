/** The port to a cluster, over a Kubernetes API server: docs/design/kube.md. */
@NullMarked
package dev.isthmus.kube;

import org.jspecify.annotations.NullMarked;
