package dev.isthmus.envoy.cluster;

import dev.isthmus.envoy.endpoint.LoadAssignments;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;

/** A cluster, and what its endpoints are chosen by. */
record OutboundCluster(Cluster cluster, LoadAssignments.Selection selection) {}
