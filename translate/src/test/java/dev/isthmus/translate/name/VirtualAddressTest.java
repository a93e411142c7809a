package dev.isthmus.translate.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
