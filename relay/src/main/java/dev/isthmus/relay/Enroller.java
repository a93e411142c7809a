package dev.isthmus.relay;

import com.google.protobuf.ByteString;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.Keys;
import dev.isthmus.identity.SigningRequest;
import dev.isthmus.relay.proto.Certificates;
import dev.isthmus.relay.proto.EnrolRequest;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An agent's first step: a token becomes a certificate. */
public final class Enroller {
  private static final long SECONDS = 30;

  private Enroller() {}

  /**
   * Makes a key and has it certified. Blocks, 30 seconds at most.
   *
   * @param token as `isthmus cluster register` gave it; of no use afterwards
   * @throws EnrolmentFailed when the server refuses, cannot be reached, or is not the one meant
   */
  public static Credential enrol(ServerAddress server, String token, InstantSource clock)
      throws EnrolmentFailed {
    KeyPair keys = Keys.generate();
    ManagedChannel channel = server.channel(Optional.empty(), clock, Limits.DEFAULT, Runnable::run);
    try {
      Certificates answer =
          ClientCalls.blockingUnaryCall(
              channel,
              RelayMethods.ENROL,
              CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS),
              EnrolRequest.newBuilder()
                  .setToken(token)
                  .setSigningRequest(ByteString.copyFrom(SigningRequest.make(keys)))
                  .build());
      return new Credential(keys.getPrivate(), ChainBytes.read(answer));
    } catch (StatusRuntimeException e) {
      throw new EnrolmentFailed(StreamEnd.text(e.getStatus()), StreamEnd.isFinal(e.getStatus()), e);
    } catch (CertificateException | IllegalArgumentException e) {
      throw new EnrolmentFailed("the server's answer is no certificate", true, e);
    } finally {
      channel.shutdownNow();
    }
  }

  /** There is no certificate; the message says why. */
  public static final class EnrolmentFailed extends Exception {
    private final boolean isFinal;

    EnrolmentFailed(String message, boolean isFinal, Throwable cause) {
      super(message, cause);
      this.isFinal = isFinal;
    }

    /** Whether it would fail again; else the server was not reached, and may be later. */
    public boolean isFinal() {
      return isFinal;
    }
  }
}
