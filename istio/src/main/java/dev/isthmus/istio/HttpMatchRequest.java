package dev.isthmus.istio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of a request that all must hold.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest">HTTPMatchRequest</a>
 */
@RecordBuilder
public record HttpMatchRequest(
    @Nullable StringMatch authority,
    List<String> gateways,
    Map<String, StringMatch> headers,
    boolean ignoreUriCase,
    @Nullable StringMatch method,
    String name,
    int port,
    Map<String, StringMatch> queryParams,
    @Nullable StringMatch scheme,
    Map<String, String> sourceLabels,
    String sourceNamespace,
    String statPrefix,
    @Nullable StringMatch uri,
    Map<String, StringMatch> withoutHeaders) {
  public HttpMatchRequest {
    gateways = Absent.list(gateways);
    headers = Absent.map(headers);
    name = Absent.text(name);
    queryParams = Absent.map(queryParams);
    sourceLabels = Absent.map(sourceLabels);
    sourceNamespace = Absent.text(sourceNamespace);
    statPrefix = Absent.text(statPrefix);
    withoutHeaders = Absent.map(withoutHeaders);
  }
}
