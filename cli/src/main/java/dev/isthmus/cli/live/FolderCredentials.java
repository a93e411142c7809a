package dev.isthmus.cli.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** In a folder, readable for its owner alone. */
record FolderCredentials(Path folder) implements CredentialStore {
  private static final String TOKEN_LINE = "token-id: ";
  private static final String CHAIN = "-----BEGIN CERTIFICATE-----";

  /** One file, so that key and certificate are replaced together. */
  private Path file() {
    return folder.resolve("agent.pem");
  }

  @Override
  public Optional<AgentCredential> read() throws IOException {
    if (!Files.exists(file())) {
      return Optional.empty();
    }
    String text = Files.readString(file());
    int key = text.indexOf('\n');
    int chain = text.indexOf(CHAIN);
    if (!text.startsWith(TOKEN_LINE) || chain < key) {
      throw new IOException(broken("it holds no token, key and certificate"));
    }
    try {
      return Optional.of(
          AgentCredential.of(
              text.substring(key, chain),
              text.substring(chain),
              text.substring(TOKEN_LINE.length(), key)));
    } catch (IllegalArgumentException e) {
      throw new IOException(broken(String.valueOf(e.getMessage())), e);
    }
  }

  private String broken(String why) {
    return file() + " is broken (" + why + "): delete it, and register the cluster again";
  }

  @Override
  public void write(AgentCredential credential) throws IOException {
    Files.createDirectories(folder);
    Path next = folder.resolve("agent.pem.new");
    Files.deleteIfExists(next);
    try (var out =
        Files.newByteChannel(
            next,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      String text =
          TOKEN_LINE
              + credential.token()
              + "\n"
              + credential.credential().keyPem()
              + credential.credential().chainPem();
      out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
    Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String where() {
    return file().toString();
  }
}
