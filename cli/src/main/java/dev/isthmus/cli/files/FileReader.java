package dev.isthmus.cli.files;

import com.fasterxml.jackson.databind.JsonNode;
import dev.isthmus.api.Finding;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.api.Resource;
import dev.isthmus.api.core.ForeignIstio;
import dev.isthmus.api.read.ReadResult;
import dev.isthmus.api.read.ResourceReader;
import dev.isthmus.istio.IstioJson;
import dev.isthmus.istio.IstioObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one file of an environment, an object at a time. */
final class FileReader {
  /** What findings about a file, and not about an object in it, call their object. */
  static final ObjectKind FILE = new ObjectKind("", "", "File");

  private final Path root;
  private final ResourceReader reader;
  private final boolean wholeIstio;

  /**
   * @param wholeIstio whether Istio's objects are kept as a whole: translation needs little of them
   */
  FileReader(Path root, ResourceReader reader, boolean wholeIstio) {
    this.root = root;
    this.reader = reader;
    this.wholeIstio = wholeIstio;
  }

  /** What a file holds; it can be opened again. */
  interface Source {
    InputStream open() throws IOException;
  }

  /**
   * Reads {@code file}, which is relative to the environment; never throws for what stands in it.
   */
  FileContent read(String cluster, Path file) {
    return read(cluster, file, () -> Files.newInputStream(root.resolve(file)));
  }

  /** Reads what {@code source} holds under the name of {@code file}. */
  FileContent read(String cluster, Path file, Source source) {
    var sink = new Collected(cluster, file);
    try (Reader text = text(source.open())) {
      if (file.toString().endsWith(".json")) {
        JsonObjects.read(text, sink);
      } else {
        YamlObjects.read(text, sink);
      }
    } catch (CharacterCodingException e) {
      sink.broken(notUtf8(source), "this byte is not UTF-8");
    } catch (IOException e) {
      sink.unreadable(FileProblem.reason(e));
    }
    return sink.content();
  }

  private static Reader text(InputStream in) {
    return new InputStreamReader(
        in,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static Position notUtf8(Source source) {
    try (InputStream in = new BufferedInputStream(source.open())) {
      return NotUtf8.find(in);
    } catch (IOException e) {
      return Position.UNKNOWN;
    }
  }

  /** A finding about a place in a file; an empty field when the whole file is meant. */
  static Finding unreadable(String cluster, String path, String field, String problem) {
    return new Finding(
        Reason.UNREADABLE_INPUT,
        file(cluster, path),
        field,
        problem,
        "Everything else was read. What was generated before is neither changed nor removed.",
        "");
  }

  /** A file, as findings name it. */
  static ObjectRef file(String cluster, String path) {
    return new ObjectRef(FILE, new ObjectKey(cluster, "", path));
  }

  private final class Collected implements ObjectSink {
    private final String cluster;
    private final Path file;
    private final List<FileContent.Located> resources = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean whole = true;

    Collected(String cluster, Path file) {
      this.cluster = cluster;
      this.file = file;
    }

    @Override
    public void object(Position at, JsonNode object) {
      ReadResult result = reader.read(cluster, object);
      result
          .resource()
          .ifPresent(resource ->
              resources.add(new FileContent.Located(resource, at, istio(resource, object))));
      for (Finding finding : result.findings()) {
        findings.add(finding.object().key().name().isEmpty() ? placed(finding, at) : finding);
      }
    }

    /** The whole of an Istio object; null for others, and for one that Istio would refuse. */
    private @Nullable IstioObject istio(Resource resource, JsonNode object) {
      if (!wholeIstio || !(resource instanceof ForeignIstio)) {
        return null;
      }
      return switch (IstioJson.read(object)) {
        case IstioJson.Read read -> read.object();
        case IstioJson.OtherKind _ -> null;
        case IstioJson.Malformed malformed -> {
          findings.add(refused(resource.ref(), malformed.message()));
          yield null;
        }
      };
    }

    private static Finding refused(ObjectRef object, String problem) {
      return new Finding(
          Reason.INVALID_VALUE,
          object,
          "",
          "The object cannot be read: " + problem + ".",
          "Istio takes no notice of it, nor does what is shown of proxies.",
          "Mend the field.");
    }

    /** An object without a name is found by its place. */
    private Finding placed(Finding finding, Position at) {
      String kind = finding.object().kind().kind();
      return new Finding(
          finding.reason(),
          finding.severity(),
          FileReader.file(cluster, root.resolve(file).toString()),
          at.line() + ":" + at.column(),
          kind.isEmpty() ? finding.what() : kind + ": " + finding.what(),
          finding.why(),
          finding.remedy());
    }

    /** The file cannot be read at all, or not to its end. */
    void unreadable(String problem) {
      whole = false;
      findings.add(FileReader.unreadable(cluster, root.resolve(file).toString(), "", problem));
    }

    @Override
    public void broken(Position at, String problem) {
      whole = false;
      findings.add(
          FileReader.unreadable(
              cluster, root.resolve(file).toString(), at.line() + ":" + at.column(), problem));
    }

    FileContent content() {
      findings.sort(null);
      return new FileContent(file, resources, findings, whole);
    }
  }
}
