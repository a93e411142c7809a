package dev.isthmus.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.relay.proto.Frame;
import dev.isthmus.testing.Cases;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random messages, cut into random frames, come out as they were. */
final class CodecTest {
  @Test
  void everyUpComesOutAsItWas() throws Exception {
    for (int seed = 0; seed < Cases.count(); seed++) {
      RandomMessages random = new RandomMessages(seed);
      Up up = random.up();

      ByteString bytes =
          pass(UpCodec.encode(up, Protocols.OURS).iterator(), random.between(1, 2000));

      assertThat(UpCodec.decode(bytes, RandomMessages.CLUSTER)).as("seed %s", seed).isEqualTo(up);
    }
  }

  @Test
  void everyDownComesOutAsItWas() throws Exception {
    for (int seed = 0; seed < Cases.count(); seed++) {
      RandomMessages random = new RandomMessages(seed);
      Down down = random.down();

      ByteString bytes = pass(DownCodec.encode(down, 1).iterator(), random.between(1, 2000));

      assertThat(DownCodec.decode(bytes, RandomMessages.CLUSTER))
          .as("seed %s", seed)
          .isEqualTo(down);
    }
  }

  @Test
  void noFrameIsLargerThanAskedForAndOnlyTheLastIsTheLast() {
    Iterator<Frame> frames =
        new Frames(Stream.of("abcdef", "", "g", "hij").map(ByteString::copyFromUtf8).iterator(), 4);

    assertThat(frames)
        .toIterable()
        .extracting(frame -> frame.getData().toStringUtf8() + (frame.getLast() ? "!" : ""))
        .containsExactly("abcd", "efgh", "ij!");
  }

  @Test
  void whatIsNoMessageIsSaid() {
    assertThatThrownBy(() -> UpCodec.decode(ByteString.EMPTY, "c"))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("unknown kind");
    assertThatThrownBy(() -> UpCodec.decode(ByteString.copyFromUtf8("\u0012\u00ff"), "c"))
        .isInstanceOf(MalformedMessage.class);
    Up.Snapshot snapshot =
        new Up.Snapshot(ObjectKind.POD, 1, "1", List.of(RelayWorld.observed("c", "p", 3)));
    ByteString broken = ByteString.copyFrom(UpCodec.encode(snapshot, Protocols.OURS).toList());
    assertThatThrownBy(() ->
            UpCodec.decode(
                ByteString.copyFrom(
                    new String(broken.toByteArray(), StandardCharsets.ISO_8859_1)
                        .replace("{\"data\"", "[\"data\"")
                        .getBytes(StandardCharsets.ISO_8859_1)),
                "c"))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("no JSON");
  }

  @Test
  void aMessageHasALimit() throws Exception {
    Assembler assembler = new Assembler(10_000);
    Frame frame = Frame.newBuilder().setData(ByteString.copyFrom(new byte[4000])).build();
    assembler.add(frame);
    assembler.add(frame);
    assertThatThrownBy(() -> assembler.add(frame)).isInstanceOf(Assembler.TooLarge.class);
    Assembler another = new Assembler(10_000);
    assertThatThrownBy(
            () -> {
              while (true) {
                another.add(Frame.getDefaultInstance());
              }
            })
        .as("empty frames for ever")
        .isInstanceOf(Assembler.TooLarge.class);
  }

  private static ByteString pass(Iterator<ByteString> pieces, int frame) throws Exception {
    Assembler assembler = new Assembler(1L << 30);
    Iterator<Frame> frames = new Frames(pieces, frame);
    while (true) {
      Optional<ByteString> whole = assembler.add(frames.next());
      if (whole.isPresent()) {
        assertThat(frames.hasNext()).isFalse();
        return whole.get();
      }
    }
  }
}
