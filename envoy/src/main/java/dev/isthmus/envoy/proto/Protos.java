package dev.isthmus.envoy.proto;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.Collection;
import java.util.List;

/** Small values of Envoy's API. */
public final class Protos {
  private Protos() {}

  public static Any any(Message message) {
    return Any.pack(message);
  }

  public static UInt32Value uint32(int value) {
    return UInt32Value.of(value);
  }

  public static BoolValue bool(boolean value) {
    return BoolValue.of(value);
  }

  public static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }

  public static Struct struct(String field, Value value) {
    return Struct.newBuilder().putFields(field, value).build();
  }

  /** A TCP address; an address that is a name is resolved by whoever uses it. */
  public static Address address(String host, int port) {
    return Address.newBuilder()
        .setSocketAddress(SocketAddress.newBuilder().setAddress(host).setPortValue(port))
        .build();
  }

  public static List<StringMatcher> exactly(Collection<String> texts) {
    return texts.stream().map(text -> StringMatcher.newBuilder().setExact(text).build()).toList();
  }
}
