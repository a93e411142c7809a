package dev.isthmus.istio;

/**
 * A percentage, 0 to 100.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#Percent">Percent</a>
 */
public record Percent(double value) {}
