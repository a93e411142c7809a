package dev.isthmus.traffic.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeeperTest {
  @Test
  void whatHasTheTokenEndsAndTheFolderGoes(@TempDir Path parent) throws Exception {
    Keeper keeper = Keeper.start(parent);
    Process ours = sleep(keeper.token());
    Process another = sleep("another");
    Files.writeString(keeper.folder().resolve("a file"), "of the lab");
    try {
      assertThat(keeper.folder().getParent()).isEqualTo(parent);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keeper.folder())))
          .isEqualTo("rwx------");

      keeper.close();

      assertThat(ours.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(keeper.folder()).doesNotExist();
      assertThat(another.isAlive()).as("not of the lab").isTrue();
      keeper.close();
    } finally {
      ours.destroyForcibly();
      another.destroyForcibly();
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsTold(@TempDir Path parent) {
    Path missing = parent.resolve("missing");
    assertThatThrownBy(() -> Keeper.start(missing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(missing.toString());
  }

  private static Process sleep(String token) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sleep", "900");
    builder.environment().put(Keeper.TOKEN, token);
    return builder.start();
  }
}
