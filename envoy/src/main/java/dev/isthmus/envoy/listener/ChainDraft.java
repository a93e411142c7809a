package dev.isthmus.envoy.listener;

import com.google.protobuf.Duration;
import dev.isthmus.envoy.proto.IstioMetadata;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.istio.IstioObject;
import io.envoyproxy.envoy.config.core.v3.CidrRange;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filter chain of an outbound or gateway listener: what it takes, and what it does.
 *
 * @param serverNames server names of TLS; none, or {@code *}: any
 * @param blocks destination addresses; none: any
 * @param protocols application protocols; none: any
 * @param transport transport protocol; empty: any
 * @param rule the rule that it comes from; null: none
 * @param tls TLS that ends here; null: none
 * @param filters the filters
 */
record ChainDraft(
    List<String> serverNames,
    List<String> blocks,
    List<String> protocols,
    String transport,
    @Nullable IstioObject rule,
    @Nullable DownstreamTlsContext tls,
    List<Filter> filters) {
  private static final Duration HANDSHAKE_TIMEOUT = Duration.newBuilder().setSeconds(15).build();

  ChainDraft {
    serverNames = List.copyOf(serverNames);
    blocks = List.copyOf(blocks);
    protocols = List.copyOf(protocols);
    filters = List.copyOf(filters);
  }

  static ChainDraft of(List<Filter> filters) {
    return new ChainDraft(List.of(), List.of(), List.of(), "", null, null, filters);
  }

  ChainDraft withServerNames(List<String> names) {
    return new ChainDraft(names, blocks, protocols, transport, rule, tls, filters);
  }

  ChainDraft withBlocks(List<String> newBlocks) {
    return new ChainDraft(serverNames, newBlocks, protocols, transport, rule, tls, filters);
  }

  ChainDraft withProtocols(List<String> newProtocols, String newTransport) {
    return new ChainDraft(serverNames, blocks, newProtocols, newTransport, rule, tls, filters);
  }

  ChainDraft withRule(IstioObject newRule) {
    return new ChainDraft(serverNames, blocks, protocols, transport, newRule, tls, filters);
  }

  ChainDraft withTls(DownstreamTlsContext context) {
    return new ChainDraft(serverNames, blocks, protocols, transport, rule, context, filters);
  }

  boolean takesEverything() {
    return (serverNames.isEmpty() || serverNames.contains("*"))
        && protocols.isEmpty()
        && transport.isEmpty()
        && blocks.isEmpty();
  }

  boolean needsTlsInspector() {
    return !serverNames.isEmpty() || tls != null;
  }

  /** Envoy refuses two chains that take the same. */
  boolean takesTheSameAs(ChainDraft other) {
    return names().equals(other.names())
        && new HashSet<>(blocks).equals(new HashSet<>(other.blocks))
        && protocols.equals(other.protocols)
        && transport.equals(other.transport);
  }

  private Set<String> names() {
    Set<String> result = new HashSet<>(serverNames);
    result.remove("*");
    return result;
  }

  FilterChain build() {
    FilterChain.Builder result =
        FilterChain.newBuilder()
            .addAllFilters(filters)
            .setTransportSocketConnectTimeout(HANDSHAKE_TIMEOUT);
    match().ifPresent(result::setFilterChainMatch);
    if (tls != null) {
      result.setTransportSocket(socket(tls));
    }
    if (rule != null) {
      result.setMetadata(
          IstioMetadata.with(
              Metadata.getDefaultInstance(),
              Map.of(
                  "config",
                  IstioMetadata.config("virtual-service", rule.namespace(), rule.name()))));
    }
    return result.build();
  }

  static TransportSocket socket(DownstreamTlsContext context) {
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Protos.any(context))
        .build();
  }

  private Optional<FilterChainMatch> match() {
    if (takesEverything()) {
      return Optional.empty();
    }
    FilterChainMatch.Builder result =
        FilterChainMatch.newBuilder()
            .addAllApplicationProtocols(protocols)
            .setTransportProtocol(transport);
    if (!serverNames.contains("*")) {
      result.addAllServerNames(serverNames.stream().sorted().toList());
    }
    blocks.stream().sorted().map(ChainDraft::block).forEach(result::addPrefixRanges);
    return Optional.of(result.build());
  }

  private static CidrRange block(String block) {
    int slash = block.indexOf('/');
    String address = slash < 0 ? block : block.substring(0, slash);
    int bits =
        slash < 0 ? (block.contains(":") ? 128 : 32) : Integer.parseInt(block.substring(slash + 1));
    return CidrRange.newBuilder()
        .setAddressPrefix(address)
        .setPrefixLen(Protos.uint32(bits))
        .build();
  }
}
