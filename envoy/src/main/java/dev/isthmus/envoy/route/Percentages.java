package dev.isthmus.envoy.route;

import dev.isthmus.istio.Percent;
import io.envoyproxy.envoy.type.v3.FractionalPercent;

/** Percentages as Envoy counts them: in parts of a hundred or of a million. */
final class Percentages {
  private Percentages() {}

  static FractionalPercent of(Percent percent) {
    return FractionalPercent.newBuilder()
        .setNumerator((int) (percent.value() * 10_000))
        .setDenominator(FractionalPercent.DenominatorType.MILLION)
        .build();
  }

  static FractionalPercent of(int percent) {
    return FractionalPercent.newBuilder()
        .setNumerator(percent)
        .setDenominator(FractionalPercent.DenominatorType.HUNDRED)
        .build();
  }
}
