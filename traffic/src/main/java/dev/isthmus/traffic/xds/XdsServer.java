package dev.isthmus.traffic.xds;

import dev.isthmus.envoy.ProxyConfig;
import io.envoyproxy.controlplane.cache.NodeGroup;
import io.envoyproxy.controlplane.cache.v3.SimpleCache;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.controlplane.server.V3DiscoveryServer;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends each Envoy its configuration: all resources by one stream (ADS, delta), the secrets of the
 * mesh by SDS.
 */
public final class XdsServer implements AutoCloseable {
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final SimpleCache<String> cache = new SimpleCache<>(new ById());
  private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();
  private final Server server;

  private static final class ById implements NodeGroup<String> {
    @Override
    public String hash(Node node) {
      return node.getId();
    }
  }

  private XdsServer(InetSocketAddress address) {
    var discovery = new V3DiscoveryServer(acknowledgements, cache);
    server =
        NettyServerBuilder.forAddress(address)
            .addService(discovery.getAggregatedDiscoveryServiceImpl())
            .addService(discovery.getSecretDiscoveryServiceImpl())
            .intercept(new NodeOnEveryMessage())
            .build();
  }

  /**
   * Listens.
   *
   * @throws IOException when the address is taken
   */
  public static XdsServer start(InetSocketAddress address) throws IOException {
    XdsServer result = new XdsServer(address);
    result.server.start();
    return result;
  }

  /** What an Envoy is to hold from now on. */
  public void set(String node, ProxyConfig config, Collection<Secret> secrets) {
    Snapshot snapshot = new ProxySnapshot(config, secrets);
    snapshots.put(node, snapshot);
    cache.setSnapshot(node, snapshot);
  }

  /**
   * Waits until these Envoys hold what they are to hold, or one refuses.
   *
   * @return the refusals; empty when all is well
   * @throws IOException when the time is up; says which Envoy is late
   */
  public List<Rejection> await(Collection<String> nodes, long timeoutMillis)
      throws IOException, InterruptedException {
    boolean done =
        acknowledgements.await(() -> nodes.stream().allMatch(this::isHeld), timeoutMillis);
    List<Rejection> rejections = acknowledgements.takeRejections();
    if (!done && rejections.isEmpty()) {
      List<String> late = nodes.stream().filter(node -> !isHeld(node)).toList();
      throw new IOException(
          "after %d s no answer to its configuration from the Envoy of %s"
              .formatted(timeoutMillis / 1_000, String.join(", ", late)));
    }
    return rejections;
  }

  private boolean isHeld(String node) {
    Snapshot snapshot = snapshots.get(node);
    return snapshot == null || acknowledgements.holds(node, snapshot);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
