package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A port of a service entry; {@code targetPort} 0 means the port's own number.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort">ServicePort</a>
 */
@RecordBuilder
public record ServicePort(String name, int number, String protocol, int targetPort) {
  public ServicePort {
    name = Absent.text(name);
    protocol = Absent.text(protocol);
  }
}
