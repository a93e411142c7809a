package dev.isthmus.api.read;

import dev.isthmus.api.Meta;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.core.ForeignIstio;
import java.util.ArrayList;
import java.util.List;

/** Reads Istio's objects that are in a cluster: what they are about. */
final class IstioReader {

  private IstioReader() {}

  static boolean reads(ObjectKind kind) {
    return switch (kind.group()) {
      case "networking.istio.io",
          "security.istio.io",
          "telemetry.istio.io",
          "extensions.istio.io" ->
          true;
      default -> false;
    };
  }

  static ForeignIstio read(ObjectKind kind, Meta meta, Tree spec) {
    boolean networking = kind.group().equals("networking.istio.io");
    return switch (networking ? kind.kind() : "") {
      case "VirtualService" ->
          new ForeignIstio(
              kind,
              meta,
              spec.texts("hosts"),
              spec.texts("exportTo"),
              spec.texts("gateways"),
              List.of());
      case "ServiceEntry" ->
          new ForeignIstio(
              kind, meta, spec.texts("hosts"), spec.texts("exportTo"), List.of(), List.of());
      case "DestinationRule" ->
          new ForeignIstio(
              kind, meta, one(spec.text("host")), spec.texts("exportTo"), List.of(), List.of());
      case "Gateway" -> gateway(kind, meta, spec);
      default -> new ForeignIstio(kind, meta, List.of(), List.of(), List.of(), List.of());
    };
  }

  private static List<String> one(String host) {
    return host.isEmpty() ? List.of() : List.of(host);
  }

  private static ForeignIstio gateway(ObjectKind kind, Meta meta, Tree spec) {
    List<String> hosts = new ArrayList<>();
    List<String> passthrough = new ArrayList<>();
    for (Tree server : spec.items("servers")) {
      hosts.addAll(server.texts("hosts"));
      if (server.child("tls").text("mode").equals("AUTO_PASSTHROUGH")) {
        passthrough.addAll(server.texts("hosts"));
      }
    }
    return new ForeignIstio(kind, meta, hosts, List.of(), List.of(), passthrough);
  }
}
