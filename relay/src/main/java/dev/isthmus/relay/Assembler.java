package dev.isthmus.relay;

import com.google.protobuf.ByteString;
import dev.isthmus.relay.proto.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts frames together: a message comes out whole, or not at all. */
final class Assembler {
  private final long limit;
  private final List<ByteString> parts = new ArrayList<>();
  private long size;

  Assembler(long limit) {
    this.limit = limit;
  }

  /**
   * The next frame of the stream.
   *
   * @return the message that it completes
   * @throws TooLarge when the message has more bytes than it may
   */
  Optional<ByteString> add(Frame frame) throws TooLarge {
    size += frame.getData().size();
    // Many small frames cost more than their bytes.
    if (size > limit || parts.size() > limit / 1024) {
      throw new TooLarge("a message has more than " + limit + " bytes");
    }
    parts.add(frame.getData());
    if (!frame.getLast()) {
      return Optional.empty();
    }
    ByteString message = ByteString.copyFrom(parts);
    parts.clear();
    size = 0;
    return Optional.of(message);
  }

  /** Whether a message has begun and not ended. */
  boolean isWithinMessage() {
    return !parts.isEmpty();
  }

  /** A message that is not taken. */
  static final class TooLarge extends Exception {
    TooLarge(String message) {
      super(message);
    }
  }
}
