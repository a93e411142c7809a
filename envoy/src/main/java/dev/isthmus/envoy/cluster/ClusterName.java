package dev.isthmus.envoy.cluster;

/**
 * Names of clusters.
 *
 * @see <a href="https://istio.io/latest/docs/ops/diagnostic-tools/proxy-cmd/">Debugging Envoy</a>
 */
public final class ClusterName {
  public static final String BLACK_HOLE = "BlackHoleCluster";
  public static final String PASSTHROUGH = "PassthroughCluster";
  public static final String INBOUND_PASSTHROUGH = "InboundPassthroughCluster";

  private ClusterName() {}

  public static String outbound(int port, String subset, String host) {
    return "outbound|" + port + "|" + subset + "|" + host;
  }

  public static String inbound(int port) {
    return "inbound|" + port + "||";
  }

  /**
   * The server name of mutual TLS to a host, and the name of an AUTO_PASSTHROUGH gateway's cluster.
   */
  public static String sni(int port, String subset, String host) {
    return "outbound_." + port + "_." + subset + "_." + host;
  }
}
