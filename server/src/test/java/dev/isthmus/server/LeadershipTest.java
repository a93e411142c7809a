package dev.isthmus.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.port.Authority;
import org.junit.jupiter.api.Test;

/** On whose word a server orders, and what it makes of what agents have obeyed. */
final class LeadershipTest {

  @Test
  void aServerLeadsOnceTheLeaseHasGivenItAnEpoch() {
    Leadership leadership = new Leadership(Memory.NONE);
    assertThat(leadership.isLeading()).isFalse();
    leadership.leads(4);
    assertThat(leadership.isLeading()).isTrue();
    assertThat(leadership.authority()).isEqualTo(new Authority(4, 0));
  }

  @Test
  void everyOrderHasAHigherRevisionAndIsWhatANextServerMustBeAbove() {
    Leadership leadership = new Leadership(Memory.NONE);
    leadership.leads(4);
    assertThat(leadership.next()).isEqualTo(new Authority(4, 1));
    assertThat(leadership.next()).isEqualTo(new Authority(4, 2));
    assertThat(leadership.authority()).isEqualTo(new Authority(4, 2));
    assertThat(leadership.highest()).isEqualTo(new Authority(4, 2));
  }

  @Test
  void theRecordCountsUntilItIsPassed() {
    Leadership leadership = recorded(new Authority(7, 3));
    leadership.leads(5);
    assertThat(leadership.highest()).as("a lease that began anew").isEqualTo(new Authority(7, 3));
    leadership.leads(8);
    assertThat(leadership.highest()).isEqualTo(new Authority(8, 0));
  }

  @Test
  void anAgentThatHasObeyedMoreIsAbove() {
    Leadership leadership = recorded(new Authority(7, 3));
    leadership.leads(8);
    assertThat(leadership.isBelow(new Authority(8, 0))).as("what it says itself").isFalse();
    assertThat(leadership.isBelow(new Authority(8, 1))).isTrue();
    assertThat(leadership.isBelow(new Authority(9, 0))).isTrue();
  }

  @Test
  void whatTheRecordDoesNotKnowOfMeansAnOldRecordAndNoRecordMeansNothing() {
    Leadership old = recorded(new Authority(7, 3));
    old.leads(9);
    assertThat(old.isNotRecorded(new Authority(7, 3))).isFalse();
    assertThat(old.isNotRecorded(new Authority(7, 4))).isTrue();
    assertThat(old.isNotRecorded(new Authority(8, 0))).isTrue();
    old.next();
    assertThat(old.isNotRecorded(new Authority(8, 0))).as("it has ordered since").isFalse();
    Leadership none = new Leadership(Memory.NONE);
    none.leads(9);
    assertThat(none.isNotRecorded(new Authority(8, 0))).isFalse();
  }

  @Test
  void aRestoredServerIsOneUntilAUserApproves() {
    Leadership leadership = recorded(new Authority(7, 3));
    assertThat(leadership.isRestored()).isFalse();
    leadership.restored();
    assertThat(leadership.isRestored()).isTrue();
    leadership.approve();
    assertThat(leadership.isRestored()).isFalse();
  }

  private static Leadership recorded(Authority authority) {
    return new Leadership(Memory.NONE.with(authority));
  }
}
