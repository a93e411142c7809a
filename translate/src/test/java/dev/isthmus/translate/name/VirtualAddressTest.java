package dev.isthmus.translate.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VirtualAddressTest {

  @Test
  void theAddressOfLab12() {
    int address = VirtualAddress.of("productpage").in("bookinfo-frontends", "cluster1", 0);
    assertThat(VirtualAddress.format(address)).isEqualTo("254.154.115.171");
  }

  @Test
  void furtherAttemptsGiveOtherAddresses() {
    VirtualAddress address = VirtualAddress.of("productpage");
    assertThat(address.in("a", "b", 1))
        .isNotEqualTo(address.in("a", "b", 0))
        .isNotEqualTo(address.in("a", "b", 2));
  }

  @Test
  void whatIsIstiosOrEverybodysIsNotGivenOut() {
    assertThat(VirtualAddress.isUsable(0xf0f00001)).isFalse();
    assertThat(VirtualAddress.isUsable(0xffffffff)).isFalse();
    assertThat(VirtualAddress.isUsable(0xf0f10001)).isTrue();
  }

  @Test
  void readsWhatItWrites() {
    assertThat(VirtualAddress.parse("254.154.115.171")).contains(0xfe9a73ab);
    assertThat(VirtualAddress.format(0xfe9a73ab)).isEqualTo("254.154.115.171");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "254.1.2",
        "254.1.2.3.4",
        "254.1.2.",
        "254.01.2.3",
        "254.1.2.256",
        "254.1.2.x",
        "254.1.2.-3",
        "10.1.2.3",
        "240.240.0.1",
        "255.255.255.255",
        "fe80::1",
        "254.1.2.3000"
      })
  void readsNothingElse(String text) {
    assertThat(VirtualAddress.parse(text)).isEmpty();
  }
}
