package dev.isthmus.traffic.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class LoopbackAddressesTest {
  @Test
  void anAddressKeepsItsLastTwoNumbers() throws IOException {
    try (Slots slots = new Slots()) {
      LoopbackAddresses addresses = new LoopbackAddresses(slots);
      String pod = addresses.of("10.102.0.9");

      assertThat(pod).matches("127\\.\\d+\\.0\\.9").isEqualTo(addresses.of("10.102.0.9"));
      assertThat(addresses.of("10.102.7.9")).isEqualTo(pod.replace(".0.9", ".7.9"));
      assertThat(secondOf(addresses.inside("10.102.0.9"))).isEqualTo(secondOf(pod) + 1);
    }
  }

  @Test
  void addressesOfOtherNetworksStayApart() throws IOException {
    try (Slots slots = new Slots()) {
      LoopbackAddresses addresses = new LoopbackAddresses(slots);

      assertThat(addresses.of("10.103.0.9")).isNotEqualTo(addresses.of("10.102.0.9"));
      assertThat(addresses.of("11.102.0.9")).isNotEqualTo(addresses.of("10.102.0.9"));
    }
  }

  @Test
  void twoLabsAtOnceShareNone() throws IOException {
    int released;
    try (Slots one = new Slots();
        Slots other = new Slots()) {
      String ofOne = new LoopbackAddresses(one).of("10.102.0.9");
      String ofOther = new LoopbackAddresses(other).of("10.102.0.9");
      assertThat(ofOne).isNotEqualTo(ofOther);
      released = secondOf(ofOne);
    }
    try (Slots next = new Slots()) {
      assertThat(next.claim()).as("what has ended is free again").isLessThanOrEqualTo(released);
    }
  }

  @Test
  void noPortIsPrivileged() {
    assertThat(LoopbackAddresses.port(80)).isEqualTo(10080);
    assertThat(LoopbackAddresses.port(1023)).isEqualTo(11023);
    assertThat(LoopbackAddresses.port(1024)).isEqualTo(1024);
    assertThat(LoopbackAddresses.port(15443)).isEqualTo(15443);
  }

  @Test
  void namesAreNoAddresses() throws IOException {
    assertThat(LoopbackAddresses.isMappable("shop.example")).isFalse();
    assertThat(LoopbackAddresses.isMappable("2001:db8::1")).isFalse();
    try (Slots slots = new Slots()) {
      LoopbackAddresses addresses = new LoopbackAddresses(slots);
      assertThatThrownBy(() -> addresses.of("shop.example"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("shop.example");
    }
  }

  private static int secondOf(String address) {
    return Integer.parseInt(address.split("\\.")[1]);
  }
}
