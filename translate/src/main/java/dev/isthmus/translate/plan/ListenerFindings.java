package dev.isthmus.translate.plan;

import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.core.Service;
import dev.isthmus.api.gloo.selector.PortSelector;
import org.jspecify.annotations.Nullable;

/** What is wrong with the listeners of VirtualGateways, in words. */
final class ListenerFindings {

  private ListenerFindings() {}

  static Finding noPort(
      ObjectRef gateway, String field, Service service, @Nullable PortSelector port) {
    String wanted =
        port == null
            ? "no port"
            : port.name().isEmpty() ? "port " + port.number() : "port " + port.name();
    return new Finding(
        Reason.GATEWAY_PORT_MISSING,
        gateway,
        field + ".port",
        "The listener names " + wanted + ", which " + service.ref() + " does not have.",
        "The listener is left out there.",
        "Name a port of the gateway's Service, by its number or name, or add it to the Service.");
  }

  static Finding redirectBesideTls(ObjectRef gateway, String field) {
    return new Finding(
        Reason.FIELD_CONFLICT,
        gateway,
        field + ".httpsRedirect",
        "A listener with tls cannot redirect to HTTPS: it is HTTPS.",
        "httpsRedirect has no effect.",
        "Set httpsRedirect on the listener of the plain port.");
  }

  static Finding otherProtocol(
      ObjectRef gateway, String field, int port, String held, String protocol) {
    return new Finding(
        Reason.LISTENER_CONFLICT,
        gateway,
        field,
        "An earlier listener of port "
            + port
            + " speaks "
            + held
            + "; this one wants "
            + protocol
            + ".",
        "A port has one protocol: this listener is left out.",
        "Use another port, or one appProtocol for both.");
  }

  static Finding sameServer(ObjectRef gateway, String field, int port, String host) {
    return new Finding(
        Reason.LISTENER_CONFLICT,
        gateway,
        field,
        "An earlier listener has port " + port + " and the first host " + host + " too.",
        "This listener is left out.",
        "Join the two, or give them different hosts.");
  }
}
