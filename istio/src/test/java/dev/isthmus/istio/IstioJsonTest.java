package dev.isthmus.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IstioJsonTest {
  /** What absence would change stays: empty messages, and zero values of wrappers and oneofs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"http\":[{\"match\":[{\"headers\":{\"x\":{}}}]}]}",
        "{\"http\":[{\"match\":[{\"uri\":{\"exact\":\"\"}}]}]}",
        "{\"http\":[{\"directResponse\":{\"body\":{\"string\":\"\"},\"status\":503}}]}",
        "{\"http\":[{\"fault\":{\"delay\":{\"fixedDelay\":\"2s\",\"percentage\":{}}}}]}",
        "{\"http\":[{\"fault\":{\"abort\":{\"httpStatus\":0,\"percentage\":{\"value\":12.5}}}}]}",
        "{\"http\":[{\"redirect\":{}}]}",
        "{\"http\":[{\"retries\":{}}]}",
        "{\"http\":[{\"corsPolicy\":{\"allowCredentials\":false}}]}"
      })
  void whatAbsenceWouldChangeStays(String json) throws JsonProcessingException {
    assertThat(
            IstioJson.write(
                IstioJson.readSpec(IstioKind.VIRTUAL_SERVICE, IstioJson.MAPPER.readTree(json))))
        .hasToString(json);
  }

  @Test
  void zeroOfAWrapperStays() throws JsonProcessingException {
    String json =
        "{\"trafficPolicy\":{\"outlierDetection\":{\"consecutive5xxErrors\":0},\"tls\":{}}}";
    assertThat(
            IstioJson.write(
                IstioJson.readSpec(IstioKind.DESTINATION_RULE, IstioJson.MAPPER.readTree(json))))
        .hasToString(json);
  }

  @Test
  void zeroValuesAreNotWritten() {
    var rule =
        VirtualServiceBuilder.builder()
            .hosts(List.of("a"))
            .http(List.of(HttpRouteBuilder.builder().name("r").build()))
            .build();
    assertThat(IstioJson.write(rule))
        .hasToString("{\"hosts\":[\"a\"],\"http\":[{\"name\":\"r\"}]}");
  }

  @Test
  void percentagesAreWrittenAsShortAsTheyAre() {
    assertThat(IstioJson.MAPPER.valueToTree(new Percent(100)).toString())
        .isEqualTo("{\"value\":100}");
    assertThat(IstioJson.MAPPER.valueToTree(new Percent(12.5)).toString())
        .isEqualTo("{\"value\":12.5}");
  }

  @Test
  void anUnknownFieldAndAnUnknownConstantAreLeftOut() throws JsonProcessingException {
    var read =
        IstioJson.readSpec(
            IstioKind.SERVICE_ENTRY,
            Objects.yaml("{hosts: [a], resolution: TELEPATHY, colour: red}"));
    assertThat(read).isEqualTo(ServiceEntryBuilder.builder().hosts(List.of("a")).build());
  }

  @Test
  void anOpaqueKindKeepsItsTree() throws JsonProcessingException {
    var tree = Objects.yaml("{jwtRules: [{issuer: a}], zero: 0}");
    assertThat(IstioJson.write(IstioJson.readSpec(IstioKind.REQUEST_AUTHENTICATION, tree)))
        .isEqualTo(tree);
  }

  @Test
  void aWrongTypeSaysWhichField() {
    var object =
        Objects.yaml(
            "{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: a}, spec: {hosts: {a: b}}}");
    assertThat(IstioJson.read(object))
        .isInstanceOfSatisfying(
            IstioJson.Malformed.class, it -> assertThat(it.message()).startsWith("spec.hosts: "));
  }

  @Test
  void aWrongTimeSaysSo() {
    var object =
        Objects.yaml(
            "{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: a, creationTimestamp: soon}}");
    assertThat(IstioJson.read(object))
        .isInstanceOfSatisfying(
            IstioJson.Malformed.class,
            it -> assertThat(it.message()).startsWith("metadata.creationTimestamp: "));
  }

  @Test
  void otherGroupsAreNotIstio() {
    var object =
        Objects.yaml(
            "{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: a}}");
    assertThat(IstioJson.read(object)).isEqualTo(new IstioJson.OtherKind());
  }

  @Test
  void valuesAreEqualWhateverOrderTheyWereMadeIn() {
    assertThat(
            new WorkloadSelector(new java.util.LinkedHashMap<>(Map.of("b", "1", "a", "2")))
                .labels()
                .keySet())
        .containsExactly("a", "b");
  }
}
