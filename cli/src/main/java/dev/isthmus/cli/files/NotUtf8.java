package dev.isthmus.cli.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Where a text stops being UTF-8. */
final class NotUtf8 {
  private NotUtf8() {}

  /** The first line with a malformed byte, and the column of that byte. */
  static Position find(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    int number = 1;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        int column = malformed(line.toByteArray());
        if (column > 0) {
          return new Position(number, column);
        }
        line.reset();
        number++;
      } else {
        line.write(b);
      }
    }
    return new Position(number, Math.max(1, malformed(line.toByteArray())));
  }

  /** The column of the first malformed byte, from 1; 0 when there is none. */
  private static int malformed(byte[] line) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(line.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(line), text, true);
    return result.isError() ? text.position() + 1 : 0;
  }
}
