package dev.isthmus.traffic.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.core.Pod;
import dev.isthmus.envoy.ClusterState;
import dev.isthmus.envoy.ProxyConfig;
import dev.isthmus.envoy.route.SidecarRoutes;
import dev.isthmus.traffic.address.LoopbackAddresses;
import dev.isthmus.traffic.address.Slots;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.AdditionalAddress;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a lab's Envoys get, for every pod of the workshop that has a proxy. */
final class LoopbackConfigTest {
  private static final int SOMEWHERE = 15081;

  @Test
  void everyAddressIsOfThisMachineAndNoPortIsPrivileged() throws Exception {
    try (Slots slots = new Slots()) {
      LoopbackConfig loopback = new LoopbackConfig(new LoopbackAddresses(slots));
      int pods = 0;
      for (String cluster : List.of("cluster1", "cluster2")) {
        ClusterState state = Workshop.state(cluster);
        for (Pod pod : Workshop.pods(state)) {
          Place place =
              new Place(
                  pod.ips().getFirst(), List.of(new Place.Front("172.23.0.4", 443, SOMEWHERE)));
          check(loopback.of(Workshop.config(state, pod), place));
          pods++;
        }
      }
      assertThat(pods).isGreaterThanOrEqualTo(15);
    }
  }

  @Test
  void theWaysInAndOutOfASidecarAreBound() throws Exception {
    try (Slots slots = new Slots()) {
      LoopbackAddresses addresses = new LoopbackAddresses(slots);
      ProxyConfig config = config(addresses, "productpage-", List.of());
      String address = addressOf("productpage-");

      assertThat(bound(config))
          .containsExactlyInAnyOrder(
              addresses.of(address) + ":9080", addresses.inside(address) + ":15080");
      assertThat(
              config.clusters().stream()
                  .filter(it -> it.getName().startsWith("inbound|9080|"))
                  .map(it -> sockets(it.getLoadAssignment()).toList().toString()))
          .hasSize(1)
          .allMatch(it -> it.contains(addresses.inside(address)) && it.contains("9080"));
    }
  }

  @Test
  void theHttpProxyTellsPortsApart() throws Exception {
    try (Slots slots = new Slots()) {
      ProxyConfig config = config(new LoopbackAddresses(slots), "productpage-", List.of());

      assertThat(config.routes())
          .filteredOn(it -> it.getName().equals(SidecarRoutes.HTTP_PROXY))
          .hasSize(1)
          .noneMatch(RouteConfiguration::getIgnorePortInHostMatching);
    }
  }

  @Test
  void aGatewayListensOnItsPodAndOnTheAddressOfItsLoadBalancer() throws Exception {
    try (Slots slots = new Slots()) {
      LoopbackAddresses addresses = new LoopbackAddresses(slots);
      ProxyConfig config =
          config(
              addresses, "istio-ingressgateway-", List.of(new Place.Front("172.23.0.4", 80, 8080)));

      assertThat(bound(config))
          .containsExactlyInAnyOrder(
              addresses.of(addressOf("istio-ingressgateway-")) + ":8080",
              addresses.of("172.23.0.4") + ":10080");
    }
  }

  private static ProxyConfig config(
      LoopbackAddresses addresses, String pod, List<Place.Front> fronts) {
    ClusterState state = Workshop.state("cluster1");
    return new LoopbackConfig(addresses)
        .of(Workshop.config(state, pod(state, pod)), new Place(addressOf(pod), fronts));
  }

  private static String addressOf(String name) {
    return pod(Workshop.state("cluster1"), name).ips().getFirst();
  }

  private static Pod pod(ClusterState state, String name) {
    return Workshop.pods(state).stream()
        .filter(it -> it.name().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> bound(ProxyConfig config) {
    return config.listeners().stream()
        .filter(LoopbackConfigTest::isBound)
        .flatMap(LoopbackConfigTest::at)
        .toList();
  }

  private static void check(ProxyConfig config) {
    List<SocketAddress> all = new ArrayList<>();
    config.endpoints().forEach(it -> sockets(it).forEach(all::add));
    for (Cluster cluster : config.clusters()) {
      assertThat(cluster.getType())
          .as(cluster.getName())
          .isIn(Cluster.DiscoveryType.EDS, Cluster.DiscoveryType.STATIC);
      assertThat(cluster.hasUpstreamBindConfig()).as(cluster.getName()).isFalse();
      sockets(cluster.getLoadAssignment()).forEach(all::add);
    }
    config.listeners().stream()
        .filter(LoopbackConfigTest::isBound)
        .flatMap(LoopbackConfigTest::places)
        .forEach(all::add);
    assertThat(all)
        .isNotEmpty()
        .allMatch(it -> it.getAddress().startsWith("127."))
        .noneMatch(it -> it.getAddress().startsWith("127.0."))
        .allMatch(it -> it.getPortValue() >= 1024);
  }

  private static boolean isBound(Listener listener) {
    return !listener.hasBindToPort() || listener.getBindToPort().getValue();
  }

  private static Stream<SocketAddress> places(Listener listener) {
    return Stream.concat(
            Stream.of(listener.getAddress()),
            listener.getAdditionalAddressesList().stream().map(AdditionalAddress::getAddress))
        .map(Address::getSocketAddress);
  }

  private static Stream<String> at(Listener listener) {
    return places(listener).map(it -> it.getAddress() + ":" + it.getPortValue());
  }

  private static Stream<SocketAddress> sockets(ClusterLoadAssignment assignment) {
    return assignment.getEndpointsList().stream()
        .flatMap(it -> it.getLbEndpointsList().stream())
        .map(it -> it.getEndpoint().getAddress().getSocketAddress());
  }
}
