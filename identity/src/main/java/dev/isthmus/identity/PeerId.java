package dev.isthmus.identity;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who one end of the relay is: what the one URI of its certificate says. */
public sealed interface PeerId {
  /** The installation that it belongs to. */
  String installation();

  /** The SPIFFE URI. */
  String uri();

  /** The agent of a registered cluster. */
  record Agent(String installation, String cluster) implements PeerId {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException when one of them is no DNS label or subdomain
     */
    public Agent {
      checkName(installation);
      checkName(cluster);
    }

    @Override
    public String uri() {
      return "spiffe://isthmus/" + installation + "/cluster/" + cluster;
    }
  }

  /** The server of an installation. */
  record Server(String installation) implements PeerId {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when it is no DNS label or subdomain
     */
    public Server {
      checkName(installation);
    }

    @Override
    public String uri() {
      return "spiffe://isthmus/" + installation + "/server";
    }
  }

  /** The names of a certificate for this peer. */
  default SubjectNames names() {
    return new SubjectNames(List.of(uri()), List.of());
  }

  /**
   * Whom a certificate is for. It does not say whether the certificate can be trusted.
   *
   * @throws CertificateException when it has another number of URIs than one, or another's URI
   */
  static PeerId of(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    List<String> uris =
        names == null
            ? List.of()
            : names.stream()
                .filter(name -> name.getFirst().equals(6))
                .map(name -> (String) name.getLast())
                .toList();
    if (uris.size() != 1) {
      throw new CertificateException("the certificate has " + uris.size() + " URIs, not one");
    }
    return of(uris.getFirst());
  }

  private static PeerId of(String uri) throws CertificateException {
    Matcher agent = Uris.AGENT.matcher(uri);
    if (agent.matches()) {
      return new Agent(agent.group(1), agent.group(2));
    }
    Matcher server = Uris.SERVER.matcher(uri);
    if (server.matches()) {
      return new Server(server.group(1));
    }
    throw new CertificateException("the certificate is for " + uri + ", no peer of the relay");
  }

  private static void checkName(String name) {
    if (name.length() > 253 || !Uris.PLAIN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name of a cluster: lower case letters, digits, '-' and '.'");
    }
  }

  /** How URIs and names look; names are those of Kubernetes objects (RFC 1123). */
  final class Uris {
    private static final String NAME = "[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?";
    private static final Pattern PLAIN = Pattern.compile(NAME);
    private static final Pattern AGENT =
        Pattern.compile("spiffe://isthmus/(" + NAME + ")/cluster/(" + NAME + ")");
    private static final Pattern SERVER = Pattern.compile("spiffe://isthmus/(" + NAME + ")/server");

    private Uris() {}
  }
}
