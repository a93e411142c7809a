package dev.isthmus.traffic.loopback;

import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.traffic.address.LoopbackAddresses;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.listener.v3.AdditionalAddress;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where a lab's Envoy listens: on addresses of its own pod, and those that lead to it. */
final class LoopbackListeners {
  private static final String INBOUND = "virtualInbound";
  private static final String OUTBOUND = "virtualOutbound";
  private static final String LOCALHOST = "127.0.0.1";

  private final LoopbackAddresses addresses;
  private final Place place;

  LoopbackListeners(LoopbackAddresses addresses, Place place) {
    this.addresses = addresses;
    this.place = place;
  }

  Listener listener(Listener listener) {
    boolean unbound = listener.hasBindToPort() && !listener.getBindToPort().getValue();
    if (unbound) {
      return listener;
    }
    List<Address> where =
        switch (listener.getName()) {
          case INBOUND -> inbound(listener);
          case OUTBOUND -> List.of();
          default -> own(listener.getAddress().getSocketAddress());
        };
    return where.isEmpty() ? unbound(listener) : bound(listener, where);
  }

  /** A listener that only others' redirection could reach stays, so that it can be looked at. */
  private static Listener unbound(Listener listener) {
    return listener.toBuilder().setBindToPort(Protos.bool(false)).build();
  }

  private static Listener bound(Listener listener, List<Address> where) {
    Listener.Builder result =
        listener.toBuilder().setAddress(where.getFirst()).setEnableReusePort(Protos.bool(false));
    where
        .subList(1, where.size())
        .forEach(address ->
            result.addAdditionalAddresses(AdditionalAddress.newBuilder().setAddress(address)));
    return result.build();
  }

  private List<Address> inbound(Listener listener) {
    int own = listener.getAddress().getSocketAddress().getPortValue();
    SortedSet<Integer> ports = new TreeSet<>();
    for (FilterChain chain : listener.getFilterChainsList()) {
      ports.add(chain.getFilterChainMatch().getDestinationPort().getValue());
    }
    ports.remove(0);
    ports.remove(own);
    return ports.stream().map(port -> at(addresses.of(place.address()), port)).toList();
  }

  private List<Address> own(SocketAddress address) {
    int port = address.getPortValue();
    if (address.getAddress().equals(LOCALHOST)) {
      return List.of(at(addresses.inside(place.address()), port));
    }
    List<Address> result = new ArrayList<>();
    result.add(at(addresses.of(place.address()), port));
    for (Place.Front front : place.fronts()) {
      if (front.target() == port) {
        result.add(at(addresses.of(front.address()), front.port()));
      }
    }
    return result;
  }

  private static Address at(String address, int port) {
    return Protos.address(address, LoopbackAddresses.port(port));
  }
}
