package dev.isthmus.cli.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An address as users write it: {@code host:9900}, {@code [::1]:9900}, {@code :9900} or {@code
 * 9900}.
 *
 * @param host empty: none was given
 */
public record HostAndPort(String host, int port) {
  /**
   * Reads one.
   *
   * @throws IOException when it is none
   */
  static HostAndPort parse(String text) throws IOException {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw wrong(text);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port < 0 || port > 65535) {
        throw wrong(text);
      }
      return new HostAndPort(host, port);
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
  }

  private static IOException wrong(String text) {
    return new IOException("'" + text + "' is no address: HOST:PORT, with a port of 0 to 65535");
  }

  /**
   * Where to listen.
   *
   * @param otherwise the host where none was given; empty: all addresses
   * @throws IOException when there is no such host
   */
  InetSocketAddress listen(String otherwise) throws IOException {
    String name = host.isEmpty() ? otherwise : host;
    try {
      return name.isEmpty()
          ? new InetSocketAddress(port)
          : new InetSocketAddress(InetAddress.getByName(name), port);
    } catch (UnknownHostException e) {
      throw new IOException("there is no host " + name + " to listen at", e);
    }
  }

  /** For picocli. */
  static final class Converter implements ITypeConverter<HostAndPort> {
    @Override
    public HostAndPort convert(String value) {
      try {
        return parse(value);
      } catch (IOException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
