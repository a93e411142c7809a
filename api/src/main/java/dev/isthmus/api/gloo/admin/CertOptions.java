package dev.isthmus.api.gloo.admin;

import static java.util.Objects.requireNonNull;

/**
 * How a certificate is made.
 *
 * @param ttlDays its life in days; 0: 365
 * @param rsaKeySizeBytes the length of its key in bits, despite the name; 0: 4096
 * @param orgName its organisation; empty: {@code gloo-mesh}
 * @param secretRotationGracePeriodRatio the share of its life, 0 to 1, that is left when it is
 *     renewed
 */
public record CertOptions(
    int ttlDays, int rsaKeySizeBytes, String orgName, double secretRotationGracePeriodRatio) {

  public CertOptions {
    requireNonNull(orgName, "orgName");
  }
}
