package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Listeners as {@code istioctl proxy-config listeners} shows them. */
public final class ListenerTable {
  private static final Comparator<JsonNode> ORDER =
      Comparator.comparingInt(ListenerTable::portOf)
          .thenComparing(ListenerTable::address)
          .thenComparing(FilterChainText::typeOf);

  private ListenerTable() {}

  /** Which listeners are shown. Empty texts and 0 are all; case does not count. */
  public record Filter(String address, int port, String type) {
    boolean matches(JsonNode listener) {
      return (address.isEmpty() || addresses(listener).stream().anyMatch(address::equalsIgnoreCase))
          && (port == 0 || portOf(listener) == port)
          && (type.isEmpty() || FilterChainText.typeOf(listener).equalsIgnoreCase(type));
    }
  }

  private static int portOf(JsonNode listener) {
    return listener.path("address").path("socketAddress").path("portValue").asInt(0);
  }

  private static String address(JsonNode listener) {
    JsonNode address = listener.path("address");
    return address
        .path("socketAddress")
        .path("address")
        .asText(address.path("pipe").path("path").asText(""));
  }

  private static List<String> addresses(JsonNode listener) {
    List<String> addresses = new ArrayList<>(List.of(address(listener)));
    listener
        .path("additionalAddresses")
        .forEach(more ->
            addresses.add(more.path("address").path("socketAddress").path("address").asText("")));
    return addresses;
  }

  public static List<JsonNode> select(List<JsonNode> listeners, Filter filter) {
    return listeners.stream().filter(filter::matches).sorted(ORDER).toList();
  }

  /**
   * The table.
   *
   * @param named with the column that names the resource, as {@code all} has it
   * @param verbose each filter chain, and not only the listener's type
   */
  public static String of(List<JsonNode> listeners, boolean named, boolean verbose) {
    String[] header =
        verbose
            ? new String[] {"ADDRESSES", "PORT", "MATCH", "DESTINATION"}
            : new String[] {"ADDRESSES", "PORT", "TYPE"};
    TabTable table = new TabTable(TabTable.NARROW, TabTable.withFirst(named, "NAME", header));
    for (JsonNode listener : listeners) {
      String name = "listener/" + listener.path("name").asText();
      String addresses = String.join(",", addresses(listener));
      String port = String.valueOf(portOf(listener));
      if (verbose) {
        for (FilterChainText chain : FilterChainText.of(listener)) {
          table.row(
              TabTable.withFirst(named, name, addresses, port, chain.match(), chain.destination()));
        }
      } else {
        table.row(
            TabTable.withFirst(named, name, addresses, port, FilterChainText.typeOf(listener)));
      }
    }
    return table.text();
  }
}
