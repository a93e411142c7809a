package dev.isthmus.istio;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Enums as in proto JSON: by name; the first constant is the zero value and is not written; an
 * unknown one is read as absent.
 */
final class ProtoEnums extends SimpleModule {
  ProtoEnums() {
    addSerializer(Enum.class, new Writer());
    setDeserializerModifier(new Modifier());
  }

  @SuppressWarnings("rawtypes") // Jackson registers a serializer of all enums by their raw class
  private static final class Writer extends JsonSerializer<Enum> {
    @Override
    public void serialize(Enum value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.name());
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // the zero value is the first by definition
    public boolean isEmpty(SerializerProvider provider, Enum value) {
      return value.ordinal() == 0;
    }
  }

  private static final class Modifier extends BeanDeserializerModifier {
    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription description,
        JsonDeserializer<?> deserializer) {
      return new Reader((Enum<?>[]) type.getRawClass().getEnumConstants());
    }
  }

  private static final class Reader extends JsonDeserializer<@Nullable Enum<?>> {
    private final Enum<?>[] constants;

    Reader(Enum<?>[] constants) {
      this.constants = constants;
    }

    @Override
    public @Nullable Enum<?> deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      String text = in.getText();
      for (Enum<?> constant : constants) {
        if (constant.name().equals(text)) {
          return constant;
        }
      }
      return null;
    }
  }
}
