package dev.isthmus.cli.live;

import dev.isthmus.agent.ServerLink;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.identity.Credential;
import dev.isthmus.relay.AgentListener;
import dev.isthmus.relay.Backoff;
import dev.isthmus.relay.ClientSettings;
import dev.isthmus.relay.RelayClient;
import dev.isthmus.relay.ServerAddress;
import java.security.cert.CertificateException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An agent's connection over the relay. */
public final class RelayLink implements ServerLink {
  private final RelayClient client;
  private final Consumer<Credential> renewed;
  private @Nullable Listener listener;

  /** Whether the stream that is open was greeted: what is said of a former one is dropped. */
  private boolean greeted;

  /**
   * A connection that is not there yet.
   *
   * @param renewed is given each new certificate; to be stored
   * @throws CertificateException when the certificate is no agent's
   */
  public RelayLink(
      ServerAddress server,
      Credential credential,
      ClientSettings settings,
      Consumer<Credential> renewed)
      throws CertificateException {
    Backoff backoff = new Backoff(Backoff.FIRST, Backoff.LONGEST, settings.random());
    this.client = new RelayClient(server, credential, settings, backoff, new Ears());
    this.renewed = renewed;
  }

  /** The cluster that the certificate is for. */
  public String cluster() {
    return client.cluster();
  }

  @Override
  public void start(Listener told) {
    listener = told;
    client.start();
  }

  @Override
  public synchronized void send(Up message) {
    greeted |= message instanceof Up.Hello;
    if (greeted) {
      client.send(message);
    }
  }

  private synchronized void end() {
    greeted = false;
  }

  @Override
  public void hangup(String why) {
    client.hangup(why);
  }

  @Override
  public void close() {
    client.close();
  }

  /** What the client tells; it connects only after the listener is known. */
  private final class Ears implements AgentListener {
    @Override
    public void connected() {
      tell(Listener::connected);
    }

    @Override
    public void received(Down down) {
      tell(to -> to.received(down));
    }

    @Override
    public void closed(String why) {
      end();
      tell(to -> to.closed(why));
    }

    @Override
    public void renewed(Credential credential) {
      renewed.accept(credential);
    }

    private void tell(Consumer<Listener> word) {
      if (listener != null) {
        word.accept(listener);
      }
    }
  }
}
