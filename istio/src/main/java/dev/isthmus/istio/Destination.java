package dev.isthmus.istio;

import org.jspecify.annotations.Nullable;

/**
 * The service, and the port and subset of it, that gets a request.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination">Destination</a>
 */
public record Destination(String host, @Nullable PortSelector port, String subset) {
  public Destination {
    host = Absent.text(host);
    subset = Absent.text(subset);
  }
}
