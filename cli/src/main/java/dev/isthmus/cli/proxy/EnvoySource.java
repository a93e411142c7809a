package dev.isthmus.cli.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.isthmus.envoy.ProxyConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where what one Envoy has is known from. */
public sealed interface EnvoySource {
  /**
   * All that it has.
   *
   * @throws IOException if it cannot be read or asked
   */
  ConfigDump dump() throws IOException;

  /**
   * The endpoints of its clusters.
   *
   * @throws IOException if they cannot be read or asked for
   */
  HostStatuses statuses() throws IOException;

  /** What an Envoy would be given. */
  record Computed(ProxyConfig config) implements EnvoySource {
    @Override
    public ConfigDump dump() {
      return ComputedDump.of(config);
    }

    @Override
    public HostStatuses statuses() throws IOException {
      return HostStatuses.of(dump());
    }
  }

  /** An Envoy that runs. */
  record Running(AdminInterface admin) implements EnvoySource {
    @Override
    public ConfigDump dump() throws IOException {
      return ConfigDump.of(admin.json("/config_dump?include_eds=true"), admin.base());
    }

    @Override
    public HostStatuses statuses() throws IOException {
      return HostStatuses.of(admin.json("/clusters?format=json"), admin.base());
    }
  }

  /** What one answered, kept in a file. */
  record Kept(Path file) implements EnvoySource {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public ConfigDump dump() throws IOException {
      return ConfigDump.of(read(), file.toString());
    }

    @Override
    public HostStatuses statuses() throws IOException {
      return HostStatuses.of(read(), file.toString());
    }

    private JsonNode read() throws IOException {
      try {
        return MAPPER.readTree(Files.readAllBytes(file));
      } catch (JsonProcessingException e) {
        var at = e.getLocation();
        throw new IOException(
            file
                + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr())
                + ": not JSON: "
                + e.getOriginalMessage(),
            e);
      }
    }
  }
}
