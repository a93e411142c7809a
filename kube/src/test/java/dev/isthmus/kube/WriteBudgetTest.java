package dev.isthmus.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class WriteBudgetTest {
  private final AtomicLong now = new AtomicLong();
  private final WriteBudget budget = new WriteBudget(10, 2, now::get);

  @Test
  void aBurstGoesAtOnceAndTheRestAtTheRate() {
    assertThat(budget.take()).isZero();
    assertThat(budget.take()).isZero();
    assertThat(budget.take()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(budget.take()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
  }

  @Test
  void whatIsNotUsedIsSavedUpToTheBurst() {
    budget.take();
    now.addAndGet(TimeUnit.HOURS.toNanos(1));

    assertThat(budget.take()).isZero();
    assertThat(budget.take()).isZero();
    assertThat(budget.take()).isPositive();
  }
}
