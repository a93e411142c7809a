package dev.isthmus.bench.relay;

import dev.isthmus.bench.Cost;
import dev.isthmus.bench.Samples;
import dev.isthmus.bench.Span;
import dev.isthmus.identity.Credential;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The floor: the same certificates, mutual TLS 1.3 by the JDK, blocking sockets on loopback, and
 * nothing above it. Each client is one of its own, so no session is resumed, as with agents.
 */
final class TlsFloor implements AutoCloseable {
  private static final char[] NO_PASSWORD = new char[0];

  private final X509Certificate root;
  private final SSLServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  TlsFloor(Certificates certificates) throws IOException, GeneralSecurityException {
    root = certificates.root();
    listener =
        (SSLServerSocket)
            context(certificates.enrolments().serverCredential())
                .getServerSocketFactory()
                .createServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    listener.setNeedClientAuth(true);
    listener.setEnabledProtocols(new String[] {"TLSv1.3"});
    threads.execute(this::accept);
  }

  private SSLContext context(Credential own) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, NO_PASSWORD);
    keys.setKeyEntry("own", own.key(), NO_PASSWORD, own.chain().toArray(X509Certificate[]::new));
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, NO_PASSWORD);
    trusted.setCertificateEntry("root", root);
    KeyManagerFactory mine = KeyManagerFactory.getInstance("PKIX");
    mine.init(keys, NO_PASSWORD);
    TrustManagerFactory theirs = TrustManagerFactory.getInstance("PKIX");
    theirs.init(trusted);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(mine.getKeyManagers(), theirs.getTrustManagers(), null);
    return context;
  }

  private void accept() {
    try {
      while (true) {
        SSLSocket socket = (SSLSocket) listener.accept();
        threads.execute(() -> echo(socket));
      }
    } catch (SocketException e) {
      // Closed: that is the end.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers each message with its like. */
  private static void echo(SSLSocket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      for (int length = in.readInt(); length > 0; length = in.readInt()) {
        write(out, in.readNBytes(length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, byte[] message) throws IOException {
    byte[] framed = new byte[Integer.BYTES + message.length];
    ByteBuffer.wrap(framed).putInt(message.length).put(message);
    out.write(framed);
    out.flush();
  }

  /** Clients of these certificates; making them is no part of what is measured. */
  List<SSLContext> clients(List<Credential> credentials)
      throws IOException, GeneralSecurityException {
    List<SSLContext> clients = new ArrayList<>();
    for (Credential credential : credentials) {
      clients.add(context(credential));
    }
    return clients;
  }

  /** All connect at once, and get an answer to one byte. */
  Span connect(List<SSLContext> clients) throws Exception {
    CountDownLatch answered = new CountDownLatch(clients.size());
    CountDownLatch end = new CountDownLatch(1);
    Span span =
        Span.of(() -> {
          for (SSLContext client : clients) {
            threads.execute(() -> connect(client, answered, end));
          }
          answered.await();
        });
    end.countDown();
    return span;
  }

  private void connect(SSLContext client, CountDownLatch answered, CountDownLatch end) {
    try (SSLSocket socket = socket(client)) {
      roundTrip(socket, new byte[1]);
      answered.countDown();
      end.await();
      new DataOutputStream(socket.getOutputStream()).writeInt(0);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLSocket socket(SSLContext client) throws IOException {
    return (SSLSocket)
        client
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
  }

  private static void roundTrip(SSLSocket socket, byte[] message) throws IOException {
    write(new DataOutputStream(socket.getOutputStream()), message);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    in.readNBytes(in.readInt());
  }

  /** There and back, of messages of so many bytes; the first third warms up. */
  Samples roundTrips(SSLContext client, int bytes, int count) throws IOException {
    Samples samples = new Samples();
    try (SSLSocket socket = socket(client)) {
      for (int i = -count / 2; i < count; i++) {
        Cost cost = Cost.of(() -> roundTrip(socket, new byte[bytes]));
        if (i >= 0) {
          samples.add(cost);
        }
      }
      new DataOutputStream(socket.getOutputStream()).writeInt(0);
    }
    return samples;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdown();
  }
}
