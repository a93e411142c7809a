/** Services and endpoints of the cluster, whether Kubernetes or ServiceEntries declare them. */
@NullMarked
package dev.isthmus.envoy.registry;

import org.jspecify.annotations.NullMarked;
