package dev.isthmus.relay;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.isthmus.api.ObjectKind;
import dev.isthmus.api.port.Authority;
import dev.isthmus.api.port.DesiredObject;
import dev.isthmus.api.port.Down;
import dev.isthmus.relay.proto.Approve;
import dev.isthmus.relay.proto.Deletion;
import dev.isthmus.relay.proto.Desired;
import dev.isthmus.relay.proto.ObjectStatus;
import dev.isthmus.relay.proto.Preview;
import dev.isthmus.relay.proto.Resend;
import dev.isthmus.relay.proto.Resumption;
import dev.isthmus.relay.proto.SetStatus;
import dev.isthmus.relay.proto.Welcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@link Down} as bytes, in pieces as in {@link UpCodec}. A refusal is the stream's status. */
final class DownCodec {
  private DownCodec() {}

  static Stream<ByteString> encode(Down down, int protocol) {
    return messages(down, protocol).map(dev.isthmus.relay.proto.Down::toByteString);
  }

  private static Stream<dev.isthmus.relay.proto.Down> messages(Down down, int protocol) {
    return switch (down) {
      case Down.Welcome welcome -> Stream.of(wrap().setWelcome(welcome(welcome, protocol)).build());
      case Down.Desired desired -> desired(desired).map(m -> wrap().setDesired(m).build());
      case Down.Preview preview -> preview(preview).map(m -> wrap().setPreview(m).build());
      case Down.SetStatus status -> status(status).map(m -> wrap().setSetStatus(m).build());
      case Down.Approve approve ->
          Stream.of(
              wrap()
                  .setApprove(
                      Approve.newBuilder().setAuthority(Wire.authority(approve.authority())))
                  .build());
      case Down.Resend resend ->
          Stream.of(
              wrap().setResend(Resend.newBuilder().setKind(Wire.kind(resend.kind()))).build());
      case Down.Refuse refuse ->
          throw new IllegalArgumentException("the end of a stream: " + refuse.reason());
    };
  }

  private static dev.isthmus.relay.proto.Down.Builder wrap() {
    return dev.isthmus.relay.proto.Down.newBuilder();
  }

  private static Welcome welcome(Down.Welcome welcome, int protocol) {
    Welcome.Builder builder =
        Welcome.newBuilder()
            .setAuthority(Wire.authority(welcome.authority()))
            .setProtocol(protocol);
    welcome
        .resume()
        .forEach((kind, sequence) ->
            builder.addResume(
                Resumption.newBuilder().setKind(Wire.kind(kind)).setSequence(sequence)));
    return builder.build();
  }

  private static Stream<Desired.Builder> desired(Down.Desired desired) {
    return Stream.of(
            Stream.of(Desired.newBuilder().setAuthority(Wire.authority(desired.authority()))),
            desired.puts().stream().map(o -> Desired.newBuilder().addPuts(object(o))),
            desired.deletes().stream().map(d -> Desired.newBuilder().addDeletes(deletion(d))))
        .flatMap(pieces -> pieces);
  }

  private static Stream<Preview.Builder> preview(Down.Preview preview) {
    return Stream.of(
            Stream.of(Preview.newBuilder()),
            preview.puts().stream().map(o -> Preview.newBuilder().addPuts(object(o))),
            preview.deletes().stream().map(d -> Preview.newBuilder().addDeletes(deletion(d))))
        .flatMap(pieces -> pieces);
  }

  private static dev.isthmus.relay.proto.DesiredObject object(DesiredObject object) {
    return dev.isthmus.relay.proto.DesiredObject.newBuilder()
        .setRef(Wire.ref(object.ref()))
        .setProof(object.proof())
        .setHash(object.hash())
        .setJson(Wire.json(object.json()))
        .build();
  }

  private static Deletion deletion(Down.Deletion deletion) {
    return Deletion.newBuilder()
        .setRef(Wire.ref(deletion.ref()))
        .setProof(deletion.proof())
        .build();
  }

  private static Stream<SetStatus.Builder> status(Down.SetStatus status) {
    return Stream.concat(
        Stream.of(SetStatus.newBuilder().setAuthority(Wire.authority(status.authority()))),
        status.statuses().stream()
            .map(one ->
                SetStatus.newBuilder()
                    .addStatuses(
                        ObjectStatus.newBuilder()
                            .setRef(Wire.ref(one.ref()))
                            .setUid(one.uid())
                            .setStatus(Wire.json(one.status())))));
  }

  /** The protocol of the stream, which its Welcome says. */
  static int protocol(ByteString bytes) throws MalformedMessage {
    return parse(bytes).getWelcome().getProtocol();
  }

  static Down decode(ByteString bytes, String cluster) throws MalformedMessage {
    dev.isthmus.relay.proto.Down down = parse(bytes);
    return switch (down.getMessageCase()) {
      case WELCOME -> welcome(down.getWelcome());
      case DESIRED -> desired(down.getDesired(), cluster);
      case PREVIEW ->
          new Down.Preview(
              puts(down.getPreview().getPutsList(), cluster),
              deletes(down.getPreview().getDeletesList(), cluster));
      case SET_STATUS -> status(down.getSetStatus(), cluster);
      case APPROVE -> new Down.Approve(Wire.authority(down.getApprove().getAuthority()));
      case RESEND -> new Down.Resend(Wire.kind(down.getResend().getKind()));
      case MESSAGE_NOT_SET -> throw new MalformedMessage("a message of an unknown kind");
    };
  }

  private static dev.isthmus.relay.proto.Down parse(ByteString bytes) throws MalformedMessage {
    try {
      return dev.isthmus.relay.proto.Down.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedMessage("a message that is no protobuf");
    }
  }

  private static Down.Welcome welcome(Welcome welcome) {
    TreeMap<ObjectKind, Long> resume = new TreeMap<>();
    welcome.getResumeList().forEach(r -> resume.put(Wire.kind(r.getKind()), r.getSequence()));
    return new Down.Welcome(Wire.authority(welcome.getAuthority()), resume);
  }

  private static Down.Desired desired(Desired desired, String cluster) throws MalformedMessage {
    return new Down.Desired(
        Wire.authority(desired.getAuthority()),
        puts(desired.getPutsList(), cluster),
        deletes(desired.getDeletesList(), cluster));
  }

  private static List<DesiredObject> puts(
      List<dev.isthmus.relay.proto.DesiredObject> objects, String cluster) throws MalformedMessage {
    List<DesiredObject> puts = new ArrayList<>(objects.size());
    for (dev.isthmus.relay.proto.DesiredObject put : objects) {
      puts.add(
          new DesiredObject(
              Wire.ref(put.getRef(), cluster),
              put.getProof(),
              put.getHash(),
              Wire.json(put.getJson())));
    }
    return puts;
  }

  private static List<Down.Deletion> deletes(List<Deletion> deletions, String cluster) {
    return deletions.stream()
        .map(d -> new Down.Deletion(Wire.ref(d.getRef(), cluster), d.getProof()))
        .toList();
  }

  private static Down.SetStatus status(SetStatus status, String cluster) throws MalformedMessage {
    Authority authority = Wire.authority(status.getAuthority());
    List<Down.ObjectStatus> statuses = new ArrayList<>(status.getStatusesCount());
    for (ObjectStatus one : status.getStatusesList()) {
      statuses.add(
          new Down.ObjectStatus(
              Wire.ref(one.getRef(), cluster), one.getUid(), Wire.json(one.getStatus())));
    }
    return new Down.SetStatus(authority, statuses);
  }
}
