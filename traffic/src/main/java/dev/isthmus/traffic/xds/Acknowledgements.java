package dev.isthmus.traffic.xds;

import io.envoyproxy.controlplane.cache.Resources;
import io.envoyproxy.controlplane.cache.VersionedResource;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.controlplane.server.DiscoveryServerCallbacks;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What each Envoy said it holds, from its answers on the stream of all resources. Called by the
 * server's threads; guarded by its monitor.
 */
final class Acknowledgements implements DiscoveryServerCallbacks {
  private static final List<String> TYPES =
      List.of(
          Resources.V3.CLUSTER_TYPE_URL,
          Resources.V3.ENDPOINT_TYPE_URL,
          Resources.V3.LISTENER_TYPE_URL,
          Resources.V3.ROUTE_TYPE_URL);

  private final Map<Long, Stream> streams = new HashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();

  /** One Envoy's stream: what was sent by nonce, and what it holds by type and name. */
  private static final class Stream {
    String node = "";
    final Map<String, DeltaDiscoveryResponse> sent = new HashMap<>();
    final Map<String, Map<String, String>> held = new HashMap<>();

    Map<String, String> held(String type) {
      return held.computeIfAbsent(type, _ -> new HashMap<>());
    }
  }

  @Override
  public synchronized void onV3StreamDeltaRequest(long id, DeltaDiscoveryRequest request) {
    Stream stream = streams.computeIfAbsent(id, _ -> new Stream());
    if (stream.node.isEmpty()) {
      stream.node = request.getNode().getId();
    }
    DeltaDiscoveryResponse answered = stream.sent.remove(request.getResponseNonce());
    if (answered == null) {
      return;
    }
    if (request.hasErrorDetail()) {
      reject(stream.node, request.getTypeUrl(), request.getErrorDetail().getMessage());
    } else {
      Map<String, String> held = stream.held(request.getTypeUrl());
      answered.getResourcesList().forEach(it -> held.put(it.getName(), it.getVersion()));
      held.keySet().removeAll(answered.getRemovedResourcesList());
    }
    notifyAll();
  }

  @Override
  public synchronized void onV3StreamDeltaResponse(
      long id, DeltaDiscoveryRequest request, DeltaDiscoveryResponse response) {
    streams.computeIfAbsent(id, _ -> new Stream()).sent.put(response.getNonce(), response);
  }

  /** The secrets of the mesh come by streams of their own. */
  @Override
  public synchronized void onV3StreamRequest(long id, DiscoveryRequest request) {
    if (request.hasErrorDetail()) {
      reject(
          request.getNode().getId(), request.getTypeUrl(), request.getErrorDetail().getMessage());
      notifyAll();
    }
  }

  @Override
  public synchronized void onStreamClose(long id, String typeUrl) {
    streams.remove(id);
  }

  @Override
  public synchronized void onStreamCloseWithError(long id, String typeUrl, Throwable error) {
    streams.remove(id);
  }

  private void reject(String node, String typeUrl, String reason) {
    rejections.add(new Rejection(node, typeUrl.substring(typeUrl.lastIndexOf('.') + 1), reason));
  }

  /** Whether an Envoy holds all of a snapshot, and no cluster or listener beyond it. */
  synchronized boolean holds(String node, Snapshot snapshot) {
    Stream stream =
        streams.values().stream().filter(it -> it.node.equals(node)).findFirst().orElse(null);
    return stream != null && TYPES.stream().allMatch(type -> holds(stream, type, snapshot));
  }

  private static boolean holds(Stream stream, String type, Snapshot snapshot) {
    Map<String, String> held = stream.held(type);
    Map<String, VersionedResource<?>> wanted = snapshot.resources(type);
    boolean whole =
        wanted.entrySet().stream()
            .allMatch(it -> it.getValue().version().equals(held.get(it.getKey())));
    boolean all =
        type.equals(Resources.V3.CLUSTER_TYPE_URL) || type.equals(Resources.V3.LISTENER_TYPE_URL);
    return whole && (!all || wanted.keySet().containsAll(held.keySet()));
  }

  /** Takes the refusals that came since the last time. */
  synchronized List<Rejection> takeRejections() {
    List<Rejection> taken = List.copyOf(rejections);
    rejections.clear();
    return taken;
  }

  /** Waits until {@code done} or a refusal; says whether it is done. */
  synchronized boolean await(BooleanSupplier done, long timeoutMillis) throws InterruptedException {
    long end = System.nanoTime() + timeoutMillis * 1_000_000;
    while (!done.getAsBoolean()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0 || !rejections.isEmpty()) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
