package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One port of a gateway with the hosts that it serves.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/gateway/#Server">Server</a>
 */
@RecordBuilder
public record Server(
    String bind,
    String defaultEndpoint,
    List<String> hosts,
    String name,
    @Nullable ServerPort port,
    @Nullable ServerTlsSettings tls) {
  public Server {
    bind = Absent.text(bind);
    defaultEndpoint = Absent.text(defaultEndpoint);
    hosts = Absent.list(hosts);
    name = Absent.text(name);
  }
}
