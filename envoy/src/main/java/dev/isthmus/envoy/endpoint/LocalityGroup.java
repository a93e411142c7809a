package dev.isthmus.envoy.endpoint;

import dev.isthmus.envoy.Locality;
import dev.isthmus.envoy.proto.Protos;
import dev.isthmus.envoy.registry.MeshEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.List;

/**
 * Endpoints of one locality and priority.
 *
 * @param locality where they are
 * @param priority 0 is used first
 * @param weight the weight among localities
 * @param members the endpoints
 */
record LocalityGroup(Locality locality, int priority, int weight, List<Member> members) {
  LocalityGroup {
    members = List.copyOf(members);
  }

  /** An endpoint with what Envoy gets of it. */
  record Member(MeshEndpoint endpoint, LbEndpoint built) {
    int weight() {
      return built.getLoadBalancingWeight().getValue();
    }
  }

  static LocalityGroup of(Locality locality, List<Member> members) {
    return new LocalityGroup(locality, 0, members.stream().mapToInt(Member::weight).sum(), members);
  }

  LocalityGroup withPriority(int newPriority) {
    return new LocalityGroup(locality, newPriority, weight, members);
  }

  LocalityGroup withWeight(int newWeight) {
    return new LocalityGroup(locality, priority, newWeight, members);
  }

  LocalityGroup withoutMembers() {
    return new LocalityGroup(locality, priority, weight, List.of());
  }

  LocalityLbEndpoints build() {
    LocalityLbEndpoints.Builder result =
        LocalityLbEndpoints.newBuilder()
            .setLocality(
                io.envoyproxy.envoy.config.core.v3.Locality.newBuilder()
                    .setRegion(locality.region())
                    .setZone(locality.zone())
                    .setSubZone(locality.subzone()))
            .setPriority(priority)
            .addAllLbEndpoints(members.stream().map(Member::built).toList());
    if (weight > 0) {
      result.setLoadBalancingWeight(Protos.uint32(weight));
    }
    return result.build();
  }
}
