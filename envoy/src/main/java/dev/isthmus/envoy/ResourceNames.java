package dev.isthmus.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The names of resources that other resources ask for. */
public final class ResourceNames {
  private static final List<Class<? extends Message>> PACKED =
      List.of(HttpConnectionManager.class, DownstreamTlsContext.class, UpstreamTlsContext.class);

  private final SortedSet<String> routes = new TreeSet<>();
  private final SortedSet<String> secrets = new TreeSet<>();

  public ResourceNames(Collection<? extends Message> resources) {
    resources.forEach(this::visit);
  }

  /** Of the route configurations that listeners ask for. */
  public SortedSet<String> routes() {
    return routes;
  }

  /** Of the secrets that listeners and clusters ask for. */
  public SortedSet<String> secrets() {
    return secrets;
  }

  private void visit(Object value) {
    switch (value) {
      case Any any -> unpack(any);
      case Rds rds -> routes.add(rds.getRouteConfigName());
      case SdsSecretConfig secret -> secrets.add(secret.getName());
      case Message message -> {
        for (var field : message.getAllFields().entrySet()) {
          if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            visit(field.getValue());
          }
        }
      }
      case List<?> list -> list.forEach(this::visit);
      default -> throw new IllegalStateException("neither a message nor a list: " + value);
    }
  }

  private void unpack(Any any) {
    try {
      for (Class<? extends Message> type : PACKED) {
        if (any.is(type)) {
          visit(any.unpack(type));
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("packed by ourselves", e);
    }
  }
}
