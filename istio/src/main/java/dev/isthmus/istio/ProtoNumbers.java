package dev.isthmus.istio;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** Doubles as kubectl shows them: 100 and 12.5, not 100.0. */
final class ProtoNumbers extends SimpleModule {
  ProtoNumbers() {
    addSerializer(double.class, new Writer());
    addSerializer(Double.class, new Writer());
  }

  private static final class Writer extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
        out.writeNumber(value.intValue());
      } else {
        out.writeNumber(value);
      }
    }
  }
}
