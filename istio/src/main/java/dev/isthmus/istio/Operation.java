package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What a request does; all fields that are set must hold.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation">Operation</a>
 */
@RecordBuilder
public record Operation(
    List<String> hosts,
    List<String> methods,
    List<String> notHosts,
    List<String> notMethods,
    List<String> notPaths,
    List<String> notPorts,
    List<String> paths,
    List<String> ports) {
  public Operation {
    hosts = Absent.list(hosts);
    methods = Absent.list(methods);
    notHosts = Absent.list(notHosts);
    notMethods = Absent.list(notMethods);
    notPaths = Absent.list(notPaths);
    notPorts = Absent.list(notPorts);
    paths = Absent.list(paths);
    ports = Absent.list(ports);
  }
}
