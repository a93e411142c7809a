package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one port of a host.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy">TrafficPolicy-PortTrafficPolicy</a>
 */
@RecordBuilder
public record PortTrafficPolicy(
    @Nullable ConnectionPoolSettings connectionPool,
    @Nullable LoadBalancerSettings loadBalancer,
    @Nullable OutlierDetection outlierDetection,
    @Nullable PortSelector port,
    @Nullable ClientTlsSettings tls) {}
