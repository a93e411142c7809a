package dev.isthmus.cli.files;

import java.io.IOException;
import java.io.Reader;

/**
 * Takes a YAML stream apart where its documents begin, so that a broken one does not hide those
 * after it. A line that starts with {@code ---} or {@code ...} and a blank is a border wherever it
 * stands, in block scalars too (YAML 1.2, 9.1.2 and c-forbidden). A byte order mark at the start is
 * left out.
 *
 * <p>It is the reader of the current document, and ends where that ends; {@link #next} goes on.
 */
final class YamlDocuments extends Reader {
  private final Reader text;
  private final char[] buffer = new char[1 << 14];
  private int from;
  private int to;
  private boolean atEnd;

  /**
   * Lines before the one that is read, in the whole stream; characters before the one that is read,
   * in its line.
   */
  private int lines;

  private int column;

  /** Lines before the current document. */
  private int offset;

  private boolean lineStart = true;
  private boolean atBorder;
  private boolean started;

  /** Whether nothing of the document was read yet: its own border comes first. */
  private boolean atStart = true;

  /**
   * Whether all lines of the document were directives, comments or blank: its border belongs to it.
   */
  private boolean onlyDirectives = true;

  YamlDocuments(Reader text) {
    this.text = text;
  }

  /** Goes to the next document, leaving out what is left of this one; false when there is none. */
  boolean next() throws IOException {
    char[] rest = new char[1 << 12];
    while (started && read(rest, 0, rest.length) >= 0) {
      // what a broken document still has
    }
    if (!available(1)) {
      return false;
    }
    if (!started && buffer[from] == '\uFEFF') {
      from++;
    }
    started = true;
    offset = lines;
    atBorder = false;
    atStart = true;
    onlyDirectives = true;
    return true;
  }

  /** Lines before the current document, in the whole stream. */
  int offset() {
    return offset;
  }

  @Override
  public int read(char[] target, int start, int length) throws IOException {
    int done = 0;
    while (done < length && !atBorder) {
      if (!available(1)) {
        break;
      }
      if (lineStart && endsHere()) {
        atBorder = true;
        break;
      }
      char c = buffer[from++];
      target[start + done++] = c;
      column++;
      if (isControl(c)) {
        throw new ControlCharacter(new Position(lines + 1, column), c);
      }
      lineStart = c == '\n' || (c == '\r' && !(available(1) && buffer[from] == '\n'));
      if (lineStart) {
        lines++;
        column = 0;
      }
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  /**
   * What YAML does not allow in a text (c-printable), of the characters that have a place of one.
   */
  private static boolean isControl(char c) {
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r')
        || (c >= 0x7f && c < 0xa0 && c != 0x85)
        || c >= 0xfffe;
  }

  /** A character that is no text. */
  static final class ControlCharacter extends IOException {
    private static final long serialVersionUID = 1;
    private final transient Position position;
    private final String text;

    ControlCharacter(Position position, char c) {
      this.text = "the character U+%04X is no text".formatted((int) c);
      this.position = position;
    }

    String text() {
      return text;
    }

    Position position() {
      return position;
    }
  }

  /** Whether the document that is read ends before the line that starts here. */
  private boolean endsHere() throws IOException {
    boolean first = atStart;
    atStart = false;
    if (isBorder()) {
      if (buffer[from] == '.') {
        skipLine();
        return true;
      }
      boolean own = first || onlyDirectives;
      onlyDirectives = false;
      return !own;
    }
    onlyDirectives &= available(1) && "%#\r\n".indexOf(buffer[from]) >= 0;
    return false;
  }

  private void skipLine() throws IOException {
    while (available(1) && buffer[from] != '\n') {
      from++;
    }
    if (available(1)) {
      from++;
      lines++;
    }
  }

  private boolean isBorder() throws IOException {
    if (!available(3)) {
      return false;
    }
    char c = buffer[from];
    if ((c != '-' && c != '.') || buffer[from + 1] != c || buffer[from + 2] != c) {
      return false;
    }
    return !available(4) || " \t\r\n".indexOf(buffer[from + 3]) >= 0;
  }

  /** Whether so many characters are left; they are in the buffer then. */
  private boolean available(int count) throws IOException {
    while (to - from < count && !atEnd) {
      if (from > 0) {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
      }
      int read = text.read(buffer, to, buffer.length - to);
      if (read < 0) {
        atEnd = true;
      } else {
        to += read;
      }
    }
    return to - from >= count;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
