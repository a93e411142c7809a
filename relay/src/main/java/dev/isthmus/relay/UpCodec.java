package dev.isthmus.relay;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.isthmus.api.ObjectRef;
import dev.isthmus.api.port.ObservedObject;
import dev.isthmus.api.port.Refusal;
import dev.isthmus.api.port.SourceLoss;
import dev.isthmus.api.port.Up;
import dev.isthmus.relay.proto.Applied;
import dev.isthmus.relay.proto.Delta;
import dev.isthmus.relay.proto.Hello;
import dev.isthmus.relay.proto.Ref;
import dev.isthmus.relay.proto.Snapshot;
import dev.isthmus.relay.proto.SourceLost;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@link Up} as bytes. A message is written as pieces, a list item by item: the bytes of a protobuf
 * message may be cut between its fields, and are merged when they are read.
 */
final class UpCodec {
  private UpCodec() {}

  static Stream<ByteString> encode(Up up, Protocols protocols) {
    return messages(up, protocols).map(dev.isthmus.relay.proto.Up::toByteString);
  }

  private static Stream<dev.isthmus.relay.proto.Up> messages(Up up, Protocols protocols) {
    return switch (up) {
      case Up.Hello hello -> Stream.of(wrap().setHello(hello(hello, protocols)).build());
      case Up.Snapshot snapshot -> snapshot(snapshot).map(m -> wrap().setSnapshot(m).build());
      case Up.Delta delta -> delta(delta).map(m -> wrap().setDelta(m).build());
      case Up.SourceLost lost -> Stream.of(wrap().setSourceLost(lost(lost)).build());
      case Up.Applied applied -> applied(applied).map(m -> wrap().setApplied(m).build());
    };
  }

  private static dev.isthmus.relay.proto.Up.Builder wrap() {
    return dev.isthmus.relay.proto.Up.newBuilder();
  }

  private static Hello.Builder hello(Up.Hello hello, Protocols protocols) {
    return Hello.newBuilder()
        .setProtocol(hello.protocol())
        .setOldestProtocol(Math.min(protocols.oldest(), hello.protocol()))
        .setClusterUid(hello.clusterUid())
        .setHighest(Wire.authority(hello.highest()))
        .setObserving(hello.observing())
        .setAgentVersion(hello.agentVersion())
        .setEpoch(hello.epoch());
  }

  private static Stream<Snapshot.Builder> snapshot(Up.Snapshot snapshot) {
    return Stream.concat(
        Stream.of(
            Snapshot.newBuilder()
                .setKind(Wire.kind(snapshot.kind()))
                .setSequence(snapshot.sequence())
                .setResourceVersion(snapshot.resourceVersion())),
        snapshot.objects().stream().map(o -> Snapshot.newBuilder().addObjects(object(o))));
  }

  private static Stream<Delta.Builder> delta(Up.Delta delta) {
    return Stream.of(
            Stream.of(
                Delta.newBuilder()
                    .setKind(Wire.kind(delta.kind()))
                    .setAfter(delta.after())
                    .setSequence(delta.sequence())
                    .setResourceVersion(delta.resourceVersion())),
            delta.puts().stream().map(o -> Delta.newBuilder().addPuts(object(o))),
            delta.gone().stream().map(ref -> Delta.newBuilder().addGone(Wire.ref(ref))))
        .flatMap(pieces -> pieces);
  }

  private static dev.isthmus.relay.proto.ObservedObject object(ObservedObject object) {
    return dev.isthmus.relay.proto.ObservedObject.newBuilder()
        .setRef(Wire.ref(object.ref()))
        .setUid(object.uid())
        .setJson(Wire.json(object.json()))
        .build();
  }

  private static SourceLost.Builder lost(Up.SourceLost lost) {
    return SourceLost.newBuilder()
        .setKind(Wire.kind(lost.kind()))
        .setWhy(SourceLost.Why.valueOf(lost.why().name()))
        .setDetail(lost.detail());
  }

  private static Stream<Applied.Builder> applied(Up.Applied applied) {
    return Stream.of(
            Stream.of(Applied.newBuilder().setAuthority(Wire.authority(applied.authority()))),
            applied.settled().stream().map(ref -> Applied.newBuilder().addSettled(Wire.ref(ref))),
            applied.refusals().stream().map(r -> Applied.newBuilder().addRefusals(refusal(r))))
        .flatMap(pieces -> pieces);
  }

  private static dev.isthmus.relay.proto.Refusal refusal(Refusal refusal) {
    return dev.isthmus.relay.proto.Refusal.newBuilder()
        .setRef(Wire.ref(refusal.ref()))
        .setHash(refusal.hash())
        .setWhy(dev.isthmus.relay.proto.Refusal.Why.valueOf(refusal.why().name()))
        .setDetail(refusal.detail())
        .build();
  }

  /** What an agent speaks, which its Hello says. */
  static Protocols protocols(ByteString bytes) throws MalformedMessage {
    Hello hello = parse(bytes).getHello();
    return new Protocols(hello.getOldestProtocol(), hello.getProtocol());
  }

  static Up decode(ByteString bytes, String cluster) throws MalformedMessage {
    dev.isthmus.relay.proto.Up up = parse(bytes);
    return switch (up.getMessageCase()) {
      case HELLO -> hello(up.getHello());
      case SNAPSHOT -> {
        Snapshot m = up.getSnapshot();
        yield new Up.Snapshot(
            Wire.kind(m.getKind()),
            m.getSequence(),
            m.getResourceVersion(),
            objects(m.getObjectsList(), cluster));
      }
      case DELTA -> {
        Delta m = up.getDelta();
        yield new Up.Delta(
            Wire.kind(m.getKind()),
            m.getAfter(),
            m.getSequence(),
            m.getResourceVersion(),
            objects(m.getPutsList(), cluster),
            refs(m.getGoneList(), cluster));
      }
      case SOURCE_LOST -> lost(up.getSourceLost());
      case APPLIED -> applied(up.getApplied(), cluster);
      case MESSAGE_NOT_SET -> throw new MalformedMessage("a message of an unknown kind");
    };
  }

  private static dev.isthmus.relay.proto.Up parse(ByteString bytes) throws MalformedMessage {
    try {
      return dev.isthmus.relay.proto.Up.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedMessage("a message that is no protobuf");
    }
  }

  private static Up.Hello hello(Hello hello) {
    return new Up.Hello(
        hello.getProtocol(),
        hello.getClusterUid(),
        Wire.authority(hello.getHighest()),
        hello.getObserving(),
        hello.getAgentVersion(),
        hello.getEpoch());
  }

  private static Up.SourceLost lost(SourceLost lost) throws MalformedMessage {
    SourceLoss why =
        switch (lost.getWhy()) {
          case FORBIDDEN -> SourceLoss.FORBIDDEN;
          case NOT_SERVED -> SourceLoss.NOT_SERVED;
          case UNREACHABLE -> SourceLoss.UNREACHABLE;
          case INCOMPLETE -> SourceLoss.INCOMPLETE;
          case WHY_UNSPECIFIED, UNRECOGNIZED -> throw new MalformedMessage("a loss without a why");
        };
    return new Up.SourceLost(Wire.kind(lost.getKind()), why, lost.getDetail());
  }

  private static Up.Applied applied(Applied applied, String cluster) throws MalformedMessage {
    List<Refusal> refusals = new ArrayList<>();
    for (dev.isthmus.relay.proto.Refusal refusal : applied.getRefusalsList()) {
      refusals.add(
          new Refusal(
              Wire.ref(refusal.getRef(), cluster),
              refusal.getHash(),
              why(refusal.getWhy()),
              refusal.getDetail()));
    }
    return new Up.Applied(
        Wire.authority(applied.getAuthority()), refs(applied.getSettledList(), cluster), refusals);
  }

  private static Refusal.Why why(dev.isthmus.relay.proto.Refusal.Why why) throws MalformedMessage {
    return switch (why) {
      case FOREIGN -> Refusal.Why.FOREIGN;
      case INVALID -> Refusal.Why.INVALID;
      case FORBIDDEN -> Refusal.Why.FORBIDDEN;
      case NOT_THERE -> Refusal.Why.NOT_THERE;
      case WHY_UNSPECIFIED, UNRECOGNIZED -> throw new MalformedMessage("a refusal without a why");
    };
  }

  private static List<ObservedObject> objects(
      List<dev.isthmus.relay.proto.ObservedObject> messages, String cluster)
      throws MalformedMessage {
    List<ObservedObject> objects = new ArrayList<>(messages.size());
    for (dev.isthmus.relay.proto.ObservedObject message : messages) {
      objects.add(
          new ObservedObject(
              Wire.ref(message.getRef(), cluster), message.getUid(), Wire.json(message.getJson())));
    }
    return objects;
  }

  private static List<ObjectRef> refs(List<Ref> messages, String cluster) {
    return messages.stream().map(message -> Wire.ref(message, cluster)).toList();
  }
}
