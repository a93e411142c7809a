package dev.isthmus.delivery;

import dev.isthmus.istio.ClientTlsSettings;
import dev.isthmus.istio.ClientTlsSettingsBuilder;
import dev.isthmus.istio.DestinationRule;
import dev.isthmus.istio.DestinationRuleBuilder;
import dev.isthmus.istio.Gateway;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.istio.PortTrafficPolicy;
import dev.isthmus.istio.PortTrafficPolicyBuilder;
import dev.isthmus.istio.Server;
import dev.isthmus.istio.ServerBuilder;
import dev.isthmus.istio.ServiceEntry;
import dev.isthmus.istio.ServiceEntryBuilder;
import dev.isthmus.istio.ServicePort;
import dev.isthmus.istio.Subset;
import dev.isthmus.istio.TrafficPolicy;
import dev.isthmus.istio.TrafficPolicyBuilder;
import dev.isthmus.istio.WorkloadEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The form of an object in which everything works that worked in its old form or will work in its
 * new one: the new form, and what the old one has beyond it. Where the two exclude each other, the
 * new one counts.
 */
final class Widening {
  private Widening() {}

  static IstioObject union(IstioObject before, IstioObject after) {
    return new IstioObject(
        after.namespace(),
        after.name(),
        after.labels(),
        after.annotations(),
        after.created(),
        union(before.spec(), after.spec()));
  }

  private static IstioSpec union(IstioSpec before, IstioSpec after) {
    if (before instanceof ServiceEntry old && after instanceof ServiceEntry now) {
      return entry(old, now);
    }
    if (before instanceof DestinationRule old
        && after instanceof DestinationRule now
        && old.host().equals(now.host())) {
      return rule(old, now);
    }
    if (before instanceof Gateway old && after instanceof Gateway now) {
      return gateway(old, now);
    }
    return after;
  }

  private static ServiceEntry entry(ServiceEntry before, ServiceEntry after) {
    boolean dns =
        before.resolution() == ServiceEntry.Resolution.DNS
            && after.resolution() == ServiceEntry.Resolution.STATIC;
    return ServiceEntryBuilder.builder(after)
        .addresses(joined(before.addresses(), after.addresses(), String::equals))
        .endpoints(joined(before.endpoints(), after.endpoints(), Widening::serves))
        .exportTo(visible(before.exportTo(), after.exportTo()))
        .hosts(joined(before.hosts(), after.hosts(), String::equals))
        .ports(joined(before.ports(), after.ports(), Widening::samePort))
        .resolution(dns ? ServiceEntry.Resolution.DNS : after.resolution())
        .subjectAltNames(alternatives(before.subjectAltNames(), after.subjectAltNames()))
        .build();
  }

  /** Whether every subset that finds {@code old} finds {@code now} too, at the same place. */
  private static boolean serves(WorkloadEntry old, WorkloadEntry now) {
    return old.address().equals(now.address())
        && old.ports().equals(now.ports())
        && now.labels().entrySet().containsAll(old.labels().entrySet());
  }

  private static boolean samePort(ServicePort old, ServicePort now) {
    return old.number() == now.number() || old.name().equals(now.name());
  }

  private static DestinationRule rule(DestinationRule before, DestinationRule after) {
    return DestinationRuleBuilder.builder(after)
        .exportTo(visible(before.exportTo(), after.exportTo()))
        .subsets(joined(before.subsets(), after.subsets(), Widening::sameSubset))
        .trafficPolicy(policy(before.trafficPolicy(), after.trafficPolicy()))
        .build();
  }

  private static boolean sameSubset(Subset old, Subset now) {
    return old.name().equals(now.name());
  }

  private static @Nullable TrafficPolicy policy(
      @Nullable TrafficPolicy before, @Nullable TrafficPolicy after) {
    if (before == null || after == null) {
      return after == null ? before : after;
    }
    List<PortTrafficPolicy> ports = new ArrayList<>();
    for (PortTrafficPolicy now : after.portLevelSettings()) {
      PortTrafficPolicy widened = now;
      for (PortTrafficPolicy old : before.portLevelSettings()) {
        if (samePort(old, now)) {
          widened = PortTrafficPolicyBuilder.builder(now).tls(tls(old.tls(), now.tls())).build();
        }
      }
      ports.add(widened);
    }
    return TrafficPolicyBuilder.builder(after)
        .portLevelSettings(joined(before.portLevelSettings(), ports, Widening::samePort))
        .tls(tls(before.tls(), after.tls()))
        .build();
  }

  private static boolean samePort(PortTrafficPolicy old, PortTrafficPolicy now) {
    return old.port() != null && old.port().equals(now.port());
  }

  /** Either identity is right while one takes the place of the other; no list accepts anyone. */
  private static @Nullable ClientTlsSettings tls(
      @Nullable ClientTlsSettings before, @Nullable ClientTlsSettings after) {
    if (before == null || after == null || before.mode() != after.mode()) {
      return after;
    }
    return ClientTlsSettingsBuilder.builder(after)
        .subjectAltNames(alternatives(before.subjectAltNames(), after.subjectAltNames()))
        .build();
  }

  /** Sorted; none at all means any, so it stays none. */
  private static List<String> alternatives(List<String> before, List<String> after) {
    return before.isEmpty() || after.isEmpty() ? List.of() : names(before, after);
  }

  /** Other pods get none of the old servers, but the hosts that the old ones have there yet. */
  private static Gateway gateway(Gateway before, Gateway after) {
    List<Server> widened = widened(before.servers(), after.servers());
    return new Gateway(
        after.selector(),
        before.selector().equals(after.selector())
            ? joined(before.servers(), widened, Widening::excludes)
            : widened);
  }

  private static List<Server> widened(List<Server> before, List<Server> after) {
    List<Server> widened = new ArrayList<>();
    for (Server now : after) {
      Server wider = now;
      for (Server old : before) {
        if (sameServer(old, now)) {
          wider =
              ServerBuilder.builder(now)
                  .hosts(joined(old.hosts(), now.hosts(), String::equals))
                  .build();
        }
      }
      widened.add(wider);
    }
    return widened;
  }

  private static boolean sameServer(Server old, Server now) {
    return old.port() != null
        && old.port().equals(now.port())
        && java.util.Objects.equals(old.tls(), now.tls());
  }

  /**
   * One port has one protocol, and one host of it one certificate: of two that exclude each other
   * the new one stays.
   */
  private static boolean excludes(Server old, Server now) {
    return old.port() != null && now.port() != null && old.port().number() == now.port().number();
  }

  /** Sorted; none at all means all namespaces, as {@code *} does (Istio, exportTo). */
  static List<String> visible(List<String> before, List<String> after) {
    boolean all = before.isEmpty() || before.contains("*");
    return all ? before : after.isEmpty() || after.contains("*") ? after : names(before, after);
  }

  private static List<String> names(List<String> before, List<String> after) {
    if (before.equals(after)) {
      return after;
    }
    TreeSet<String> all = new TreeSet<>(before);
    all.addAll(after);
    return List.copyOf(all);
  }

  /** {@code after}, and then what {@code before} has and {@code after} does not stand in for. */
  private static <T> List<T> joined(List<T> before, List<T> after, BiPredicate<T, T> standsIn) {
    List<T> result = new ArrayList<>(after);
    for (T old : before) {
      if (after.stream().noneMatch(now -> standsIn.test(old, now))) {
        result.add(old);
      }
    }
    return result;
  }
}
