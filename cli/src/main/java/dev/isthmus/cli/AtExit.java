package dev.isthmus.cli;

import java.io.IOException;

/**
 * Closes something when the program is ended from outside (Ctrl-C), for as long as this is open.
 */
public final class AtExit implements AutoCloseable {
  /** What is closed; a second time must do nothing. */
  public interface Closing {
    void close() throws IOException;
  }

  private final Thread hook;

  /** Registers what is to be closed. */
  public AtExit(Closing closing) {
    hook = new Thread(() -> close(closing));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void close(Closing closing) {
    try {
      closing.close();
    } catch (IOException e) {
      System.err.println("error: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the hook runs already
    }
  }
}
