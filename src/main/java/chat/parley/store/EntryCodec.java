package chat.parley.store;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Fingerprint;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a row holds a [LogEntry]. A number, once used, keeps its meaning. Version 2 adds whether a text came
/// under a key in doubt, version 3 what is kept of a content beside its words.
final class EntryCodec {
  static final int VERSION = 3;

  private static final int INCOMING = 1;
  private static final int OUTGOING = 2;
  private static final int NOTE = 3;

  private static final int WAITING = 1;
  private static final int AT_RELAY = 2;
  private static final int DELIVERED = 3;
  private static final int READ = 4;
  private static final int FAILED = 5;

  private EntryCodec() {}

  static RowWriter write(ChatMessage message, @Nullable LoggedContent content) {
    RowWriter out =
        new RowWriter(VERSION)
            .text(message.conversation().value())
            .text(message.id().hex())
            .instant(message.at());
    switch (message) {
      case ChatMessage.Incoming incoming ->
          out.u8(INCOMING).text(incoming.text()).flag(incoming.keyInDoubt());
      case ChatMessage.Outgoing outgoing ->
          write(out.u8(OUTGOING).text(outgoing.text()), outgoing.delivery());
      case ChatMessage.Note note -> out.u8(NOTE).constant(note.kind());
    }
    out.flag(content != null);
    if (content != null) {
      Fingerprint key = content.key();
      out.bytes(content.id())
          .instant(content.sentAt())
          .bytes(key == null ? new byte[0] : key.bytes());
      ActCodec.write(content.annotations().write(out), content.act());
    }
    return out;
  }

  private static void write(RowWriter out, Delivery delivery) {
    switch (delivery) {
      case Delivery.Waiting waiting -> out.u8(WAITING).constant(waiting.reason());
      case Delivery.AtRelay() -> out.u8(AT_RELAY);
      case Delivery.Delivered() -> out.u8(DELIVERED);
      case Delivery.Read() -> out.u8(READ);
      case Delivery.Failed failed -> out.u8(FAILED).constant(failed.reason());
    }
  }

  static LogEntry read(Position position, RowReader in) throws RowReader.Malformed {
    Name conversation = in.name();
    MessageId id = new MessageId(in.text());
    Instant at = in.instant();
    ChatMessage message =
        switch (in.u8()) {
          case INCOMING ->
              new ChatMessage.Incoming(
                  id, conversation, at, in.text(), in.version() > 1 && in.flag());
          case OUTGOING -> new ChatMessage.Outgoing(id, conversation, at, in.text(), delivery(in));
          case NOTE ->
              new ChatMessage.Note(id, conversation, at, in.constant(ChatMessage.Note.Kind.class));
          default -> throw new RowReader.Malformed();
        };
    LoggedContent content = in.flag() ? content(in) : null;
    return new LogEntry(position, message, content);
  }

  private static LoggedContent content(RowReader in) throws RowReader.Malformed {
    LoggedContent content = new LoggedContent(in.bytes(), in.instant(), in.optionalFingerprint());
    return in.version() < 3
        ? content
        : new LoggedContent(
            content.id(), content.sentAt(), content.key(), Annotations.read(in), ActCodec.read(in));
  }

  private static Delivery delivery(RowReader in) throws RowReader.Malformed {
    return switch (in.u8()) {
      case WAITING -> new Delivery.Waiting(in.constant(Delivery.WaitReason.class));
      case AT_RELAY -> new Delivery.AtRelay();
      case DELIVERED -> new Delivery.Delivered();
      case READ -> new Delivery.Read();
      case FAILED -> new Delivery.Failed(in.constant(Delivery.FailReason.class));
      default -> throw new RowReader.Malformed();
    };
  }
}
