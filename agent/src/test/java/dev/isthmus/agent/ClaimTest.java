package dev.isthmus.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.api.ObjectKey;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.StoredObject;
import dev.isthmus.api.port.Write;
import org.junit.jupiter.api.Test;

/** What the ConfigMap of the claim says, and how it is written. */
final class ClaimTest {
  private static final ObjectRef REF =
      new ObjectRef(ObjectKind.CONFIG_MAP, new ObjectKey("cluster1", "isthmus", "isthmus-agent"));
  private static final Claim CLAIM = new Claim(new Authority(3, 120), "process-1", true);

  @Test
  void theFirstClaimIsMadeAndAnotherReplacesWhatWasSeen() {
    Write.Create create = (Write.Create) CLAIM.over(REF, null);
    assertThat(create.ref()).isEqualTo(REF);
    assertThat(create.json().path("metadata").path("namespace").asText()).isEqualTo("isthmus");
    Write.Replace replace = (Write.Replace) CLAIM.over(REF, stored(create.json()));
    assertThat(replace.uid()).isEqualTo("uid");
    assertThat(replace.resourceVersion()).isEqualTo("7");
    assertThat(replace.json()).isEqualTo(create.json());
  }

  @Test
  void whatWasWrittenIsRead() {
    assertThat(Claim.of(stored(((Write.Create) CLAIM.over(REF, null)).json()))).isEqualTo(CLAIM);
    Claim other = new Claim(Authority.NONE, "process-2", false);
    assertThat(Claim.of(stored(((Write.Create) other.over(REF, null)).json()))).isEqualTo(other);
  }

  @Test
  void noConfigMapAndABrokenOneSayNothing() {
    assertThat(Claim.of(null)).isEqualTo(Claim.NONE);
    assertThat(Claim.of(stored(JsonNodeFactory.instance.objectNode()))).isEqualTo(Claim.NONE);
    for (String broken : new String[] {"", "3", "3.x", "x.3", "3.1.2", "99999999999999999999.1"}) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.putObject("data").put("authority", broken).put("approved", "yes");
      assertThat(Claim.of(stored(json))).as(broken).isEqualTo(Claim.NONE);
    }
  }

  private static StoredObject stored(ObjectNode json) {
    return new StoredObject(REF, "uid", "7", json);
  }
}
