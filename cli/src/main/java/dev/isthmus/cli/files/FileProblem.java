package dev.isthmus.cli.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What the system says about a file, as people read it. */
public final class FileProblem {
  private FileProblem() {}

  /** The file and the reason: {@code env: no such file or folder}. */
  public static String text(IOException problem) {
    return problem instanceof FileSystemException at && at.getFile() != null
        ? at.getFile() + ": " + reason(problem)
        : reason(problem);
  }

  /** The reason alone: {@code permission denied}. */
  static String reason(IOException problem) {
    return switch (problem) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or folder";
      case NotDirectoryException _ -> "not a folder";
      case FileAlreadyExistsException _ -> "something else is there already";
      case FileSystemException at when at.getReason() != null -> at.getReason();
      default ->
          problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    };
  }
}
