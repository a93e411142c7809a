package dev.isthmus.envoy.listener;

import com.google.protobuf.BoolValue;
import dev.isthmus.envoy.proto.Durations;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.registry.Protocol;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.List;

/** An outbound listener of a sidecar while services are added to it. */
final class OutboundEntry {
  private final String address;
  private final int port;
  private final boolean bindsToPort;
  private final List<ChainDraft> chains = new ArrayList<>();

  /** {@link Protocol#UNKNOWN} once HTTP and TCP share it: then each connection is looked at. */
  Protocol protocol;

  /** A listener that a Sidecar object declares takes no services of later listeners. */
  boolean locked;

  OutboundEntry(
      String address, int port, boolean bindsToPort, Protocol protocol, List<ChainDraft> chains) {
    this.address = address;
    this.port = port;
    this.bindsToPort = bindsToPort;
    this.protocol = protocol;
    this.chains.addAll(chains);
  }

  /** Adds what no chain takes yet: of equal ones the first stays. */
  void merge(List<ChainDraft> added) {
    for (ChainDraft chain : added) {
      if (chains.stream().noneMatch(chain::takesTheSameAs)) {
        chains.add(chain);
      }
    }
  }

  static String name(String address, int port) {
    return address + "_" + port;
  }

  Listener build(String unknownHostsCluster) {
    Listener.Builder result =
        Listener.newBuilder()
            .setName(name(address, port))
            .setAddress(Protos.address(address, port))
            .setTrafficDirection(TrafficDirection.OUTBOUND)
            .setContinueOnListenerFiltersTimeout(true)
            .setListenerFiltersTimeout(Durations.ZERO);
    if (bindsToPort) {
      result.setMaxConnectionsToAcceptPerSocketEvent(Protos.uint32(1));
    } else {
      result.setBindToPort(BoolValue.of(false));
    }
    if (chains.stream().anyMatch(ChainDraft::needsTlsInspector)) {
      result.addListenerFilters(Filters.TLS_INSPECTOR);
    }
    if (chains.stream().anyMatch(chain -> !chain.protocols().isEmpty())) {
      result.addListenerFilters(Filters.HTTP_INSPECTOR);
    }
    applyChains(result, unknownHostsCluster);
    return result.build();
  }

  /** What takes everything is the default; without it, unknown traffic goes on. */
  private void applyChains(Listener.Builder result, String unknownHostsCluster) {
    chains.stream()
        .filter(chain -> !chain.takesEverything())
        .map(ChainDraft::build)
        .forEach(result::addFilterChains);
    chains.stream()
        .filter(ChainDraft::takesEverything)
        .reduce((first, second) -> second)
        .map(ChainDraft::build)
        .ifPresent(result::setDefaultFilterChain);
    if (!result.hasDefaultFilterChain()) {
      result.setDefaultFilterChain(
          FilterChain.newBuilder()
              .setName("PassthroughFilterChain")
              .setFilterChainMatch(FilterChainMatch.getDefaultInstance())
              .addFilters(Filters.tcp(unknownHostsCluster)));
    } else if (result.getFilterChainsCount() == 0) {
      result.addFilterChains(result.getDefaultFilterChain()).clearDefaultFilterChain();
    }
  }
}
