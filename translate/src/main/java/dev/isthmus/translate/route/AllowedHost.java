package dev.isthmus.translate.route;

/**
 * The {@code host} of a listener's {@code allowedRouteTables}: {@code [namespace/]host} (API
 * reference, 2.6). A table's host is allowed when it is covered: to match a part of its requests
 * would route the rest nowhere.
 *
 * @param namespace of the RouteTable; {@code *}: any; {@code .}: the VirtualGateway's own
 * @param host the hosts
 */
public record AllowedHost(String namespace, HostPattern host) {

  public static AllowedHost of(String text) {
    var slash = text.indexOf('/');
    return slash < 0
        ? new AllowedHost("*", HostPattern.of(text))
        : new AllowedHost(text.substring(0, slash), HostPattern.of(text.substring(slash + 1)));
  }

  /**
   * Whether a table may bind a host.
   *
   * @param tableHost one of the table's hosts
   * @param tableNamespace where the table lives
   * @param gatewayNamespace where the VirtualGateway lives
   */
  public boolean allows(String tableHost, String tableNamespace, String gatewayNamespace) {
    var place =
        switch (namespace) {
          case "*", "" -> true;
          case "." -> tableNamespace.equals(gatewayNamespace);
          default -> namespace.equals(tableNamespace);
        };
    return place && host.covers(HostPattern.of(tableHost));
  }
}
