package dev.isthmus.relay;

import com.google.protobuf.ByteString;
import dev.isthmus.relay.proto.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Cuts the pieces of one message into frames, each made when it is asked for. */
final class Frames implements Iterator<Frame> {
  private final Iterator<ByteString> pieces;
  private final int size;
  private ByteString rest = ByteString.EMPTY;
  private boolean done;

  Frames(Iterator<ByteString> pieces, int size) {
    this.pieces = pieces;
    this.size = size;
  }

  @Override
  public boolean hasNext() {
    return !done;
  }

  @Override
  public Frame next() {
    if (done) {
      throw new NoSuchElementException("the last frame was taken");
    }
    ByteString.Output data = ByteString.newOutput(Math.min(size, Math.max(rest.size(), 256)));
    int free = size;
    while (free > 0 && (!rest.isEmpty() || pieces.hasNext())) {
      ByteString piece = rest.isEmpty() ? pieces.next() : rest;
      int taken = Math.min(free, piece.size());
      write(piece.substring(0, taken), data);
      rest = piece.substring(taken);
      free -= taken;
    }
    done = rest.isEmpty() && !pieces.hasNext();
    return Frame.newBuilder().setData(data.toByteString()).setLast(done).build();
  }

  private static void write(ByteString bytes, ByteString.Output output) {
    try {
      bytes.writeTo(output);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }
}
