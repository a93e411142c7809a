package dev.isthmus.traffic.xds;

import com.google.protobuf.Message;
import dev.isthmus.envoy.ProxyConfig;
import io.envoyproxy.controlplane.cache.SnapshotResources;
import io.envoyproxy.controlplane.cache.VersionedResource;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A proxy's configuration, with versions that follow from the content of each resource. */
final class ProxySnapshot extends Snapshot {
  private final SnapshotResources<Cluster> clusters;
  private final SnapshotResources<ClusterLoadAssignment> endpoints;
  private final SnapshotResources<Listener> listeners;
  private final SnapshotResources<RouteConfiguration> routes;
  private final SnapshotResources<Secret> secrets;

  ProxySnapshot(ProxyConfig config, Collection<Secret> secrets) {
    List<VersionedResource<Cluster>> versioned = versioned(config.clusters());
    clusters = all(versioned);
    endpoints = all(endpoints(config, versioned));
    listeners = all(versioned(config.listeners()));
    routes = all(versioned(config.routes()));
    this.secrets = all(versioned(secrets));
  }

  private static <T extends Message> List<VersionedResource<T>> versioned(Collection<T> resources) {
    return resources.stream()
        .map(resource -> VersionedResource.create(resource, hash(resource.toByteArray())))
        .toList();
  }

  /**
   * A cluster that changed waits for endpoints even where these are as they were: so their version
   * has the cluster's in it.
   */
  private static List<VersionedResource<ClusterLoadAssignment>> endpoints(
      ProxyConfig config, List<VersionedResource<Cluster>> clusters) {
    Map<String, String> versions = new HashMap<>();
    clusters.forEach(cluster -> versions.put(cluster.resource().getName(), cluster.version()));
    return config.endpoints().stream()
        .map(assignment ->
            VersionedResource.create(
                assignment,
                hash(assignment.toByteArray())
                    + versions.getOrDefault(assignment.getClusterName(), "")))
        .toList();
  }

  private static <T extends Message> SnapshotResources<T> all(
      List<VersionedResource<T>> resources) {
    StringBuilder text = new StringBuilder();
    resources.forEach(resource -> text.append(resource.version()).append(' '));
    return SnapshotResources.create(
        resources, hash(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public SnapshotResources<Cluster> clusters() {
    return clusters;
  }

  @Override
  public SnapshotResources<ClusterLoadAssignment> endpoints() {
    return endpoints;
  }

  @Override
  public SnapshotResources<Listener> listeners() {
    return listeners;
  }

  @Override
  public SnapshotResources<RouteConfiguration> routes() {
    return routes;
  }

  @Override
  public SnapshotResources<Secret> secrets() {
    return secrets;
  }
}
