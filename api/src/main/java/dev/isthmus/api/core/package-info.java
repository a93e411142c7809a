/** Objects of Kubernetes and Istio, reduced to what translation needs. */
@NullMarked
package dev.isthmus.api.core;

import org.jspecify.annotations.NullMarked;
