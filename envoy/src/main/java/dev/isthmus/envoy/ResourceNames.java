package dev.isthmus.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The names of resources that clusters and listeners ask for. */
public final class ResourceNames {
  private final SortedSet<String> routes = new TreeSet<>();
  private final SortedSet<String> secrets = new TreeSet<>();

  public ResourceNames(Collection<Cluster> clusters, Collection<Listener> listeners) {
    for (Cluster cluster : clusters) {
      visit(cluster.getTransportSocket());
      cluster.getTransportSocketMatchesList().forEach(it -> visit(it.getTransportSocket()));
    }
    for (Listener listener : listeners) {
      listener.getFilterChainsList().forEach(this::visit);
      visit(listener.getDefaultFilterChain());
    }
  }

  /** Of the route configurations that listeners ask for. */
  public SortedSet<String> routes() {
    return routes;
  }

  /** Of the secrets that clusters and listeners ask for. */
  public SortedSet<String> secrets() {
    return secrets;
  }

  private void visit(FilterChain chain) {
    visit(chain.getTransportSocket());
    for (Filter filter : chain.getFiltersList()) {
      unpack(filter.getTypedConfig(), HttpConnectionManager.class)
          .filter(HttpConnectionManager::hasRds)
          .ifPresent(it -> routes.add(it.getRds().getRouteConfigName()));
    }
  }

  private void visit(TransportSocket socket) {
    unpack(socket.getTypedConfig(), DownstreamTlsContext.class)
        .ifPresent(it -> visit(it.getCommonTlsContext()));
    unpack(socket.getTypedConfig(), UpstreamTlsContext.class)
        .ifPresent(it -> visit(it.getCommonTlsContext()));
  }

  private void visit(CommonTlsContext tls) {
    tls.getTlsCertificateSdsSecretConfigsList().forEach(this::visit);
    if (tls.hasValidationContextSdsSecretConfig()) {
      visit(tls.getValidationContextSdsSecretConfig());
    }
    if (tls.getCombinedValidationContext().hasValidationContextSdsSecretConfig()) {
      visit(tls.getCombinedValidationContext().getValidationContextSdsSecretConfig());
    }
  }

  private void visit(SdsSecretConfig secret) {
    secrets.add(secret.getName());
  }

  private static <T extends Message> Optional<T> unpack(Any any, Class<T> type) {
    try {
      return any.is(type) ? Optional.of(any.unpack(type)) : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("packed by ourselves", e);
    }
  }
}
