package dev.isthmus.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.Reason;
import dev.isthmus.engine.Fault;
import dev.isthmus.translate.plan.TableTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailuresTest {

  @Test
  void aRuleThatThrewIsAFindingOnTheObjectThatMetIt() {
    ObjectKey table = new ObjectKey("cluster1", "backends", "reviews");
    var findings =
        Failures.of(
            List.of(
                new Fault("routes", new TableTarget(table, "bookinfo"), new RuntimeException())));
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.reason()).isEqualTo(Reason.TRANSLATION_FAILED);
          assertThat(finding.object()).isEqualTo(new ObjectRef(ObjectKind.ROUTE_TABLE, table));
          assertThat(finding.what()).contains("'routes'", "RuntimeException");
        });
  }
}
