package dev.isthmus.bench.fed;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import dev.isthmus.istio.IstioSpec;
import dev.isthmus.translate.Output;
import dev.isthmus.translate.OutputJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;

/** Objects as bytes that go nowhere: the product's way, and the floor's. */
final class Serializer {
  private Serializer() {}

  /** An object as plain data: what Jackson writes without knowing the product. */
  record Plain(String apiVersion, String kind, Metadata metadata, IstioSpec spec) {
    record Metadata(Map<String, String> labels, String name, String namespace) {}

    static Plain of(Output output) {
      IstioObject object = output.toIstio();
      return new Plain(
          object.kind().apiVersion(),
          object.kind().kind(),
          new Metadata(object.labels(), object.name(), object.namespace()),
          object.spec());
    }
  }

  /** Bytes of the outputs as the product writes them. */
  static long outputs(Collection<Output> outputs) throws IOException {
    var sink = new Counter();
    try (JsonGenerator generator = IstioJson.MAPPER.createGenerator(sink)) {
      for (Output output : outputs) {
        OutputJson.write(output, generator);
      }
    }
    return sink.bytes;
  }

  /** Bytes of objects that Jackson writes by itself. */
  static long write(Collection<?> objects, ObjectMapper mapper) throws IOException {
    ObjectWriter writer = mapper.writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
    var sink = new Counter();
    try (JsonGenerator generator = mapper.createGenerator(sink)) {
      for (Object object : objects) {
        writer.writeValue(generator, object);
      }
    }
    return sink.bytes;
  }

  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      bytes += length;
    }
  }
}
