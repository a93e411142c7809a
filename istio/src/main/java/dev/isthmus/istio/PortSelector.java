package dev.isthmus.istio;

/**
 * A port by its number.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#PortSelector">PortSelector</a>
 */
public record PortSelector(int number) {}
