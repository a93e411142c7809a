package dev.isthmus.translate.resolve;

import java.util.Locale;

/**
 * A port of a service, as far as it can be federated and routed to.
 *
 * @param number the Service's port
 * @param name its name; empty when it is the only one without
 * @param protocol the protocol by Istio's rules
 * @param targetPort the pods' port; 0 when it is given by a name that no pod has
 * @param hidesHttp whether Istio takes it for TCP though its name speaks of HTTP
 */
public record BackendPort(
    int number, String name, String protocol, int targetPort, boolean hidesHttp) {

  /** Its name in entries of ours: {@code http-9080} (lab 11). */
  public String entryName() {
    return protocol.toLowerCase(Locale.ROOT) + "-" + number;
  }
}
