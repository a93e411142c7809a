package dev.isthmus.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.isthmus.testing.Cases;
import dev.isthmus.testing.ObjectId;
import dev.isthmus.testing.random.RandomEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever is deleted and made again within the grace holds what it held, and nobody else does
 * meanwhile, however old the others are.
 */
final class LedgerPropertyTest {
  private static final Set<String> KINDS = Set.of("Workspace", "RouteTable", "Namespace");

  @Test
  void whatIsMadeAgainWithinTheGraceHoldsWhatItHeld() {
    new Cases(RandomEnvironment::scenario)
        .check(scenario -> {
          LedgerWorld world = new LedgerWorld(scenario.objects());
          for (ObjectId victim : victims(world, new Random(scenario.seed()))) {
            ObjectNode object = world.object(victim);
            SortedMap<String, SortedSet<String>> before = world.holders();
            world.remove(victim);
            SortedMap<String, SortedSet<String>> meanwhile = world.holders();
            before.forEach((what, holders) -> {
              SortedSet<String> others =
                  new TreeSet<>(meanwhile.getOrDefault(what, new TreeSet<>()));
              others.removeAll(holders);
              assertThat(others).as("meanwhile: %s without %s", what, victim).isEmpty();
            });
            world.pass(Duration.ofMinutes(9));
            world.put(victim, LedgerWorld.youngest(object));
            assertThat(world.holders()).as("afterwards: %s", victim).isEqualTo(before);
          }
          world.mustBeAsFromScratch();
        });
  }

  @Test
  void afterTheGraceNothingIsKeptForWhatIsGone() {
    new Cases(RandomEnvironment::scenario)
        .check(scenario -> {
          LedgerWorld world = new LedgerWorld(scenario.objects());
          victims(world, new Random(scenario.seed())).forEach(world::remove);
          world.pass(Duration.ofMinutes(10));
          assertThat(world.idle()).as("kept for nothing").isEmpty();
          world.mustBeAsFromScratch();
        });
  }

  private static List<ObjectId> victims(LedgerWorld world, Random random) {
    List<ObjectId> all = new ArrayList<>(world.objects());
    all.removeIf(id -> !KINDS.contains(id.kind()) || !world.canBeRead(id) || world.hasSiblings(id));
    Collections.shuffle(all, random);
    return all.subList(0, Math.min(2, all.size()));
  }
}
