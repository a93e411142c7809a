package dev.isthmus.translate.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.core.PortProtocol;
import dev.isthmus.api.core.ServicePort;
import dev.isthmus.api.core.TargetPort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Istio's rules of protocol selection. */
final class ProtocolTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "http,         '',                 HTTP,     false",
        "http-web,     '',                 HTTP,     false",
        "HTTP2-web,    '',                 HTTP2,    false",
        "grpc-web-x,   '',                 GRPC-WEB, false",
        "grpc,         '',                 GRPC,     false",
        "web-http,     '',                 TCP,      true",
        "httpapi,      '',                 TCP,      true",
        "web,          '',                 TCP,      false",
        "'',           '',                 TCP,      false",
        "tcp,          http,               HTTP,     false",
        "http,         tcp,                TCP,      false",
        "http,         kubernetes.io/h2c,  HTTP2,    false",
        "http,         something-else,     TCP,      true"
      })
  void appProtocolThenTheNamesPrefixElseTcp(
      String name, String appProtocol, String protocol, boolean hides) {
    ServicePort port =
        new ServicePort(name, 80, PortProtocol.TCP, appProtocol, 0, new TargetPort(80, ""));
    assertThat(Protocol.of(port)).isEqualTo(protocol);
    assertThat(Protocol.looksLikeHttp(port)).isEqualTo(hides);
  }
}
