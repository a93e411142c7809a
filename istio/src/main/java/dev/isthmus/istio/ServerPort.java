package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * The port that a gateway or a Sidecar's listener opens.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/networking/gateway/#Port">Port</a>
 */
@RecordBuilder
public record ServerPort(String name, int number, String protocol, int targetPort) {
  public ServerPort {
    name = Absent.text(name);
    protocol = Absent.text(protocol);
  }
}
