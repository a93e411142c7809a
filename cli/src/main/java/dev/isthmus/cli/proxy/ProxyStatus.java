package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.envoy.ProxyConfig;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far one proxy has what its istiod sends.
 *
 * @param name {@code pod.namespace}
 * @param cluster its cluster
 * @param istiod the istiod that it asks
 * @param version its Istio's version; {@code -}: not known
 * @param states what is said of each type
 */
public record ProxyStatus(
    String name, String cluster, String istiod, String version, Map<Type, String> states) {
  /** What istiod has nothing of to send, in istioctl's words. */
  static final String NOT_SENT = "NOT SENT";

  private static final String SYNCED = "SYNCED";
  private static final String STALE = "STALE";
  private static final String ERROR = "ERROR";
  private static final String DOWN = "DOWN";
  private static final String UNKNOWN = "-";

  /** The types of resources, in istioctl's order. */
  public enum Type {
    CDS,
    LDS,
    EDS,
    RDS
  }

  public ProxyStatus {
    states = Map.copyOf(states);
  }

  /** Whether the proxy has, or would be sent, resources of a type. */
  boolean hasSome(Type type) {
    String state = states.getOrDefault(type, NOT_SENT);
    return !state.equals(NOT_SENT) && !state.equals(DOWN);
  }

  /** What a proxy would be sent: numbers of resources. */
  public static ProxyStatus computed(ProxyPod pod, String istiod, ProxyConfig config) {
    Map<Type, String> states = new EnumMap<>(Type.class);
    states.put(Type.CDS, count(config.clusters().size()));
    states.put(Type.LDS, count(config.listeners().size()));
    states.put(Type.EDS, count(config.endpoints().size()));
    states.put(Type.RDS, count(config.routes().size()));
    return new ProxyStatus(pod.id(), pod.cluster(), istiod, UNKNOWN, states);
  }

  private static String count(int number) {
    return number == 0 ? NOT_SENT : String.valueOf(number);
  }

  /** What the Envoy of a lab's pod has taken; {@code DOWN} where it does not answer. */
  public static ProxyStatus of(LabProxy proxy) {
    ProxyPod pod = proxy.pod();
    try {
      ProxyStatus asked = of(proxy.admin());
      return new ProxyStatus(pod.id(), pod.cluster(), proxy.istiod(), asked.version, asked.states);
    } catch (IOException e) {
      Map<Type, String> states = new EnumMap<>(Type.class);
      for (Type type : Type.values()) {
        states.put(type, DOWN);
      }
      return new ProxyStatus(pod.id(), pod.cluster(), proxy.istiod(), UNKNOWN, states);
    }
  }

  /**
   * What an Envoy has taken.
   *
   * @throws IOException if it cannot be asked
   */
  public static ProxyStatus of(AdminInterface admin) throws IOException {
    ConfigDump dump = ConfigDump.of(admin.json("/config_dump?include_eds=true"), admin.base());
    boolean connected =
        !admin
            .text("/stats?filter=%5Econtrol_plane.connected_state")
            .contains("connected_state: 0");
    JsonNode node = dump.bootstrap().path("node");
    String[] id = node.path("id").asText("").split("~", -1);
    JsonNode metadata = node.path("metadata");
    return new ProxyStatus(
        id.length == 4 ? id[2] : node.path("id").asText(admin.base()),
        metadata.path("CLUSTER_ID").asText(UNKNOWN),
        UNKNOWN,
        metadata.path("ISTIO_VERSION").asText(UNKNOWN),
        states(dump, connected));
  }

  private static Map<Type, String> states(ConfigDump dump, boolean connected) {
    Map<Type, String> states = new EnumMap<>(Type.class);
    JsonNode clusters = dump.sectionOrMissing("ClustersConfigDump");
    JsonNode listeners = dump.sectionOrMissing("ListenersConfigDump");
    JsonNode endpoints = dump.sectionOrMissing("EndpointsConfigDump");
    JsonNode routes = dump.sectionOrMissing("RoutesConfigDump");
    boolean warming = !clusters.path("dynamicWarmingClusters").isEmpty();
    states.put(Type.CDS, state(clusters.path("dynamicActiveClusters"), connected && !warming));
    boolean listening = true;
    for (JsonNode listener : listeners.path("dynamicListeners")) {
      listening &= !listener.has("warmingState");
    }
    states.put(Type.LDS, state(listeners.path("dynamicListeners"), connected && listening));
    states.put(Type.EDS, state(endpoints.path("dynamicEndpointConfigs"), connected));
    states.put(Type.RDS, state(routes.path("dynamicRouteConfigs"), connected));
    return states;
  }

  /** Envoy keeps the error of an update that it refused with the resource that stays. */
  private static String state(JsonNode resources, boolean current) {
    if (resources.isEmpty()) {
      return NOT_SENT;
    }
    for (JsonNode resource : resources) {
      if (resource.has("errorState")) {
        return ERROR;
      }
    }
    return current ? SYNCED : STALE;
  }
}
