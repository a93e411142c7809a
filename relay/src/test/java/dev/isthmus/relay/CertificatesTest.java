package dev.isthmus.relay;

import static dev.isthmus.relay.RelayWorld.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Down;
import dev.isthmus.api.port.Up;
import dev.isthmus.identity.CertificateAuthority;
import dev.isthmus.identity.Credential;
import dev.isthmus.identity.Enrolments;
import dev.isthmus.identity.Keys;
import dev.isthmus.identity.PeerId;
import dev.isthmus.identity.SigningRequest;
import dev.isthmus.relay.proto.Certificates;
import dev.isthmus.relay.proto.EnrolRequest;
import dev.isthmus.relay.proto.Frame;
import dev.isthmus.relay.proto.RenewRequest;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in, and who does not: over real TLS. */
final class CertificatesTest {
  private RelayWorld world;

  @BeforeEach
  void start() throws Exception {
    world = new RelayWorld();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void whoSpeaksIsWhoTheCertificateSays() throws Exception {
    Credential first = world.enrol("cluster1");
    world.enrol("cluster2");
    RelayClient client = world.client(first);
    next(world.agents);

    // A report about another cluster's object is one about its own: messages name no cluster.
    client.send(
        new Up.Snapshot(
            ObjectKind.SERVICE, 1, "1", List.of(RelayWorld.observed("cluster2", "stolen", 1))));

    next(world.server);
    next(world.server);
    RelayWorld.Told told = next(world.server);
    assertThat(told.cluster()).isEqualTo("cluster1");
    assertThat(((Up.Snapshot) told.detail()).objects().getFirst().ref().key().cluster())
        .isEqualTo("cluster1");
  }

  @Test
  void expiredCertificatesAreRefused() throws Exception {
    Credential credential = world.enrol("cluster1");
    world.now.updateAndGet(now -> now.plus(Enrolments.LIFE));

    assertNotAccepted(Optional.of(credential));
  }

  @Test
  void revokedCertificatesAreRefused() throws Exception {
    Credential credential = world.enrol("cluster1");
    world.enrolments.revoke("cluster1");

    assertNotAccepted(Optional.of(credential));
  }

  @Test
  void certificatesOfOtherAuthoritiesAreRefused() throws Exception {
    CertificateAuthority foreign =
        CertificateAuthority.createRoot("relay", Enrolments.ROOT_LIFE, world.now::get);
    assertNotAccepted(
        Optional.of(foreign.issue(new PeerId.Agent("test", "cluster1").names(), Enrolments.LIFE)));
    assertNotAccepted(Optional.of(foreign.credential()));
    assertNotAccepted(
        Optional.of(
            world.authority.issue(new PeerId.Agent("prod", "cluster1").names(), Enrolments.LIFE)));
    assertNotAccepted(Optional.of(world.enrolments.serverCredential()));
  }

  @Test
  void withoutACertificateThereIsEnrolmentOnly() throws Exception {
    assertThat(assertNotAccepted(Optional.empty()).getStatus().getDescription())
        .contains("without a client certificate");
    ManagedChannel channel = channel(Optional.empty());
    assertThatThrownBy(() -> renew(channel))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("without a client certificate");
    channel.shutdownNow();
  }

  @Test
  void anAgentCannotPoseAsTheServer() throws Exception {
    String token = world.enrolments.newToken("cluster1", false);
    for (PeerId posing : List.of(new PeerId.Agent("test", "cluster2"), new PeerId.Server("prod"))) {
      try (Impostor impostor =
          new Impostor(world.authority.issue(posing.names(), Enrolments.LIFE))) {
        ServerAddress address =
            new ServerAddress("127.0.0.1", impostor.port(), world.authority.root(), "test");
        assertThatThrownBy(() -> Enroller.enrol(address, token, world.now::get))
            .hasMessageContaining("not the server of test");
      }
    }
    assertThat(Enroller.enrol(world.address(), token, world.now::get)).isNotNull();
  }

  @Test
  void anAgentTrustsItsOwnRootOnly() throws Exception {
    String token = world.enrolments.newToken("cluster1", false);
    CertificateAuthority other =
        CertificateAuthority.createRoot("relay", Enrolments.ROOT_LIFE, world.now::get);

    assertThatThrownBy(() -> Enroller.enrol(world.address(other.root()), token, world.now::get))
        .hasMessageContaining("does not lead to the installation's root");
  }

  @Test
  void enrolmentSaysWhyItRefuses() throws Exception {
    String used = world.enrolments.newToken("cluster1", false);
    String late = world.enrolments.newToken("cluster2", false);
    Enroller.enrol(world.address(), used, world.now::get);

    assertThatThrownBy(() -> Enroller.enrol(world.address(), used, world.now::get))
        .hasMessageContaining("the token for cluster cluster1 was used before");
    world.now.updateAndGet(now -> now.plus(Enrolments.TOKEN_LIFE));
    assertThatThrownBy(() -> Enroller.enrol(world.address(), late, world.now::get))
        .hasMessageContaining("expired");
    String fresh = world.enrolments.newToken("cluster3", false);
    ManagedChannel channel = channel(Optional.empty());
    byte[] forged =
        SigningRequest.make(new KeyPair(Keys.generate().getPublic(), Keys.generate().getPrivate()));
    assertThatThrownBy(() ->
            ClientCalls.blockingUnaryCall(
                channel,
                RelayMethods.ENROL,
                CallOptions.DEFAULT,
                EnrolRequest.newBuilder()
                    .setToken(fresh)
                    .setSigningRequest(ByteString.copyFrom(forged))
                    .build()))
        .hasMessageContaining("not signed with its own key");
    channel.shutdownNow();
  }

  @Test
  void aStreamEndsWithItsCertificate() throws Exception {
    world.client(world.enrol("cluster1"));
    next(world.agents);
    world.now.updateAndGet(now -> now.plus(Enrolments.LIFE));

    world.relay().recheck();

    assertThat(((Down.Refuse) next(world.agents).detail()).reason()).contains("is valid from");
    assertThat(next(world.server, "closed").cluster()).isEqualTo("cluster1");
  }

  @Test
  void aStreamEndsWithARevocation() throws Exception {
    world.client(world.enrol("cluster1"));
    next(world.agents);
    world.enrolments.revoke("cluster1");

    world.relay().recheck();

    assertThat(((Down.Refuse) next(world.agents).detail()).reason()).contains("was revoked");
  }

  @Test
  void aCertificateIsRenewedInTimeAndTheStreamGoesOnWithIt() throws Exception {
    Credential old = world.enrol("cluster1");
    world.now.updateAndGet(now -> now.plus(Duration.ofHours(20)));
    world.client(old);

    RelayWorld.Told told = next(world.agents, "renewed");
    Credential fresh = (Credential) told.detail();
    assertThat(PeerId.of(fresh.certificate())).isEqualTo(PeerId.of(old.certificate()));
    assertThat(fresh.certificate().getPublicKey()).isNotEqualTo(old.certificate().getPublicKey());
    assertThat(next(world.agents, "received").detail()).isInstanceOf(Down.Welcome.class);
    world.now.updateAndGet(now -> now.plus(Duration.ofHours(5)));
    world.relay().recheck();
    Down.Desired order = new Down.Desired(RelayWorld.AUTHORITY, List.of(), List.of());
    world.session.get().send(order);
    assertThat(next(world.agents).detail()).as("after the old one's end").isEqualTo(order);
  }

  private ManagedChannel channel(Optional<Credential> credential) {
    return world.address().channel(credential, world.now::get, RelayWorld.LIMITS, Runnable::run);
  }

  private static Certificates renew(ManagedChannel channel) {
    return ClientCalls.blockingUnaryCall(
        channel,
        RelayMethods.RENEW,
        CallOptions.DEFAULT,
        RenewRequest.newBuilder()
            .setSigningRequest(ByteString.copyFrom(SigningRequest.make(Keys.generate())))
            .build());
  }

  /** Neither a stream nor a renewal is to be had. */
  private StatusRuntimeException assertNotAccepted(Optional<Credential> credential) {
    ManagedChannel channel = channel(credential);
    try {
      ClientCalls.blockingServerStreamingCall(
              channel,
              RelayMethods.CONNECT.toBuilder().setType(MethodType.SERVER_STREAMING).build(),
              CallOptions.DEFAULT.withDeadlineAfter(5, TimeUnit.MINUTES),
              Frame.getDefaultInstance())
          .next();
      throw new AssertionError("accepted");
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode())
          .isIn(Status.Code.UNAVAILABLE, Status.Code.UNAUTHENTICATED);
      assertThat(world.server).isEmpty();
      return e;
    } finally {
      channel.shutdownNow();
    }
  }
}
