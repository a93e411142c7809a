package dev.isthmus.traffic.bookinfo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.isthmus.traffic.address.LoopbackAddresses;
import dev.isthmus.traffic.address.Slots;
import dev.isthmus.traffic.request.HttpClients;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BookinfoPodTest {
  private final Slots slots = new Slots();
  private final HttpClient client = HttpClients.builder().build();
  private InetSocketAddress own = InetSocketAddress.createUnresolved("none", 0);

  @BeforeEach
  void claim() {
    own = new InetSocketAddress(new LoopbackAddresses(slots).of("10.0.0.1"), 9080);
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    slots.close();
  }

  @ParameterizedTest
  @CsvSource({"v1, ''", "v2, black", "v3, red"})
  void reviewsShowStarsByVersion(String version, String stars) throws Exception {
    JsonNode answer = answer("reviews", version, "Accept", "*/*");

    assertThat(answer.path("cluster").asText()).isEqualTo("cluster1");
    assertThat(answer.path("pod").asText()).isEqualTo("reviews-1");
    assertThat(answer.path("stars").asText()).isEqualTo(stars);
    assertThat(answer.has("calls"))
        .as("without stars, ratings are not asked")
        .isEqualTo(!stars.isEmpty());
  }

  @Test
  void theLastCertificateIsTheCallers() throws Exception {
    JsonNode answer =
        answer(
            "details",
            "v1",
            "X-Forwarded-Client-Cert",
            "By=spiffe://a/1;Hash=0;URI=spiffe://a/2,By=spiffe://b/3;Hash=1;Subject=\"\";URI=spiffe://b/4");

    assertThat(answer.path("caller").asText()).isEqualTo("spiffe://b/4");
    assertThat(answer.path("identity").asText()).isEqualTo("spiffe://b/3");
  }

  @Test
  void aCallThatFailsIsShownAndTheAnswerIsThereAllTheSame() throws Exception {
    JsonNode calls = answer("productpage", "v1", "Accept", "*/*").path("calls");

    assertThat(calls.at("/reviews/status").asInt(-1)).isZero();
    assertThat(calls.at("/details/error").asText()).isNotEmpty();
  }

  @Test
  void aBrowserGetsAPage() throws Exception {
    String page = text("productpage", "v1", "Accept", "text/html,*/*");

    assertThat(page).startsWith("<!doctype html>").contains("productpage: cluster1, productpage-1");
  }

  private JsonNode answer(String app, String version, String header, String value)
      throws Exception {
    return new ObjectMapper().readTree(text(app, version, header, value));
  }

  private String text(String app, String version, String header, String value) throws Exception {
    BookinfoRole role = new BookinfoRole("cluster1", "bookinfo", app + "-1", app, version);
    InetSocketAddress nobody = new InetSocketAddress(own.getAddress(), 15080);
    try (BookinfoPod _ = BookinfoPod.start(role, own, nobody)) {
      URI uri = URI.create("http://" + own.getHostString() + ":" + own.getPort() + "/any");
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(uri)
                  .header(header, value)
                  .header("Connection", "close")
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      return response.body();
    }
  }
}
