package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Secrets as {@code istioctl proxy-config all} shows them. Of one that is only asked for, the name
 * is known and nothing else.
 */
public final class SecretTable {
  private static final String UNKNOWN = "-";

  private SecretTable() {}

  /**
   * The table.
   *
   * @param now what counts as valid
   */
  public static String of(JsonNode secrets, Instant now) {
    TabTable table =
        new TabTable(
            TabTable.WIDE,
            "RESOURCE NAME",
            "TYPE",
            "STATUS",
            "VALID CERT",
            "SERIAL NUMBER",
            "NOT AFTER",
            "NOT BEFORE");
    JsonNode warming = secrets.path("dynamicWarmingSecrets");
    JsonNode active = secrets.path("dynamicActiveSecrets");
    if (warming.isEmpty() && active.isEmpty()) {
      return "No active or warming secrets found.\n";
    }
    warming.forEach(secret -> row(table, secret, "WARMING", now));
    active.forEach(secret -> row(table, secret, "ACTIVE", now));
    return table.text();
  }

  private static void row(TabTable table, JsonNode holder, String state, Instant now) {
    String name = "secret/" + holder.path("name").asText();
    if (!holder.has("secret")) {
      table.row(name, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
      return;
    }
    JsonNode secret = holder.path("secret");
    JsonNode chain = secret.path("tlsCertificate").path("certificateChain").path("inlineBytes");
    JsonNode bytes =
        chain.isMissingNode()
            ? secret.path("validationContext").path("trustedCa").path("inlineBytes")
            : chain;
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(bytes.binaryValue()));
      Instant after = certificate.getNotAfter().toInstant();
      Instant before = certificate.getNotBefore().toInstant();
      table.row(
          name,
          certificate.getBasicConstraints() >= 0 ? "CA" : "Cert Chain",
          state,
          String.valueOf(now.isAfter(before) && now.isBefore(after)),
          "%032x".formatted(certificate.getSerialNumber()),
          after.truncatedTo(ChronoUnit.SECONDS).toString(),
          before.truncatedTo(ChronoUnit.SECONDS).toString());
    } catch (IOException | CertificateException | NullPointerException e) {
      table.row(name, "", state, "false", "", "", "");
    }
  }
}
