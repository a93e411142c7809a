package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps equal requests on one endpoint; one key and at most one algorithm are set.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB">LoadBalancerSettings-ConsistentHashLB</a>
 */
@RecordBuilder
public record ConsistentHash(
    @Nullable HttpCookie httpCookie,
    @Presence @Nullable String httpHeaderName,
    @Presence @Nullable String httpQueryParameterName,
    @Nullable Maglev maglev,
    int minimumRingSize,
    @Nullable RingHash ringHash,
    @Nullable Boolean useSourceIp) {
  /** The cookie that is hashed; it is made with {@code ttl} when a request lacks it. */
  @RecordBuilder
  public record HttpCookie(
      List<CookieAttribute> attributes, String name, String path, @Presence @Nullable String ttl) {
    public HttpCookie {
      attributes = Absent.list(attributes);
      name = Absent.text(name);
      path = Absent.text(path);
    }
  }

  /** An attribute of the cookie that is made. */
  public record CookieAttribute(String name, String value) {
    public CookieAttribute {
      name = Absent.text(name);
      value = Absent.text(value);
    }
  }

  /** The Maglev algorithm; 0 is Envoy's table size. */
  public record Maglev(int tableSize) {}

  /** The ring hash algorithm; 0 is Istio's ring size. */
  public record RingHash(int minimumRingSize) {}
}
