package chat.parley.app;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Notice;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars;
import chat.parley.model.Quote;
import chat.parley.model.Trust;
import chat.parley.wire.JsonLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// The messenger's events as JSON objects, for programs: `src/site/markdown/terminal.md` says what is in them,
/// and programs of others rely on it. For a listener of the messenger, on the core's thread.
final class EventLines {
  /// How many messages of one's own are remembered that may still get further.
  private static final int MOST_SENT = 10_000;

  /// A message that was handed over and is not in the log yet.
  private record Sending(Name to, String text, String ref) {
    /// What was written is private.
    @Override
    public String toString() {
      return "Sending[" + to + "]";
    }
  }

  /// What was told last of a message of one's own.
  ///
  /// @param ref empty if it has none
  private record Sent(String ref, Delivery delivery) {}

  private final Consumer<JsonLine> print;
  private final Arrivals arrivals;
  private final Map<Name, Contact> contacts = new HashMap<>();
  private final Map<MessageId, Sent> sent = new LinkedHashMap<>();
  private final ToldTexts told = new ToldTexts();
  private final Queue<Sending> sending = new ConcurrentLinkedQueue<>();

  EventLines(Messenger messenger, Consumer<JsonLine> print) {
    this.print = print;
    this.arrivals = new Arrivals(messenger, this::arrived, this::altered);
  }

  /// Nothing can be printed any more, and what comes from now on stays unread.
  void stop() {
    arrivals.stop();
  }

  /// A line of input that was not obeyed.
  ///
  /// @param number of the line, from 1
  static JsonLine refused(long number, String reason) {
    return line("refused").with("line", number).with("reason", reason);
  }

  /// Notes what the sender calls a message, from whatever thread, before it is sent.
  ///
  /// @param ref empty for nothing
  void sending(Name to, String text, String ref) {
    if (!ref.isEmpty()) {
      sending.add(new Sending(to, text, ref));
    }
  }

  void hear(MessengerEvent event) {
    switch (event) {
      case MessengerEvent.ContactChanged(Contact contact) -> changed(contact);
      case MessengerEvent.ContactGone(Name contact) -> contacts.remove(contact);
      case MessengerEvent.MessageAdded(ChatMessage message, _) -> added(message);
      case MessengerEvent.MessageChanged(ChatMessage message) -> {
        if (message instanceof ChatMessage.Outgoing own) {
          moved(own);
          reacted(own);
        }
      }
      case MessengerEvent.MessageRemoved(Name conversation, MessageId id) -> {
        sent.remove(id);
        if (told.forget(id).isPresent()) {
          print.accept(about("gone", id, conversation));
        }
      }
      case MessengerEvent.ConnectionChanged(Connection connection) -> connection(connection);
      case MessengerEvent.Noticed(Notice notice) -> notice(notice);
      case MessengerEvent.DisplayNameChosen _ -> {}
    }
    arrivals.hear(event);
  }

  static JsonLine line(String kind) {
    return new JsonLine().with("kind", kind);
  }

  private void arrived(ChatMessage.Incoming text) {
    told.remember(text);
    if (text.particulars().isDeleted()) {
      print.accept(about("delete", text.id(), text.conversation()));
      return;
    }
    Contact from = contacts.getOrDefault(text.conversation(), Contact.of(text.conversation()));
    boolean isRequest = from.standing() == Contact.Standing.REQUEST;
    JsonLine line =
        line(isRequest ? "request" : "text")
            .with("id", text.id().hex())
            .with("from", text.conversation().value())
            .with("at", time(text.at()))
            .with("text", text.text())
            .with("trust", word(from.trust()))
            .with("keyInDoubt", text.keyInDoubt());
    Quote quote = text.particulars().quote();
    if (quote != null) {
      MessageId original = quote.original();
      line.with("replyTo", original == null ? "" : original.hex());
    }
    Particulars.Expiry expiry = text.particulars().expiry();
    if (expiry != null) {
      line.with("expiresAfter", expiry.after().toSeconds());
    }
    print.accept(line);
    if (text.particulars().theirs() != null) {
      print.accept(reaction(text));
    }
  }

  /// A contact did something to a text of its own, or to one of the user's.
  private void altered(ChatMessage.Incoming text) {
    for (ToldTexts.Change change : told.changed(text)) {
      print.accept(
          switch (change) {
            case EDITED -> about("edit", text.id(), text.conversation()).with("text", text.text());
            case DELETED -> about("delete", text.id(), text.conversation());
            case REACTED -> reaction(text);
          });
    }
  }

  private void reacted(ChatMessage.Outgoing own) {
    if (told.changed(own).contains(ToldTexts.Change.REACTED)) {
      print.accept(reaction(own));
    }
  }

  private static JsonLine reaction(ChatMessage message) {
    Emoji emoji = message.particulars().theirs();
    return about("reaction", message.id(), message.conversation())
        .with("reaction", emoji == null ? "" : emoji.text());
  }

  private static JsonLine about(String kind, MessageId id, Name contact) {
    return line(kind).with("id", id.hex()).with("from", contact.value());
  }

  private static String word(Trust trust) {
    return switch (trust) {
      case Trust.New() -> "new";
      case Trust.SeenBefore() -> "seen-before";
      case Trust.Verified _ -> "verified";
      case Trust.Changed _, Trust.Offered _ -> "changed";
    };
  }

  private void changed(Contact contact) {
    Contact before = contacts.put(contact.name(), contact);
    int missing = before == null ? 0 : before.missing();
    if (contact.missing() != missing) {
      print.accept(
          line("missing").with("from", contact.name().value()).with("count", contact.missing()));
    }
    DisplayName called = contact.displayName();
    if (!Objects.equals(called, before == null ? null : before.displayName())) {
      print.accept(
          line("profile")
              .with("from", contact.name().value())
              .with("name", called == null ? "" : called.value()));
    }
  }

  private void added(ChatMessage message) {
    switch (message) {
      case ChatMessage.Incoming _ -> {}
      case ChatMessage.Outgoing own -> {
        told.remember(own);
        tell(own, takeRef(own));
      }
      case ChatMessage.Note note -> print.accept(note(note));
    }
  }

  static JsonLine note(ChatMessage.Note note) {
    return line("note")
        .with("id", note.id().hex())
        .with("from", note.conversation().value())
        .with("at", time(note.at()))
        .with("note", word(note.kind()));
  }

  private String takeRef(ChatMessage.Outgoing own) {
    for (Iterator<Sending> each = sending.iterator(); each.hasNext(); ) {
      Sending next = each.next();
      if (next.to().equals(own.conversation()) && next.text().equals(own.text())) {
        each.remove();
        return next.ref();
      }
    }
    return "";
  }

  private void moved(ChatMessage.Outgoing own) {
    Sent before = sent.get(own.id());
    if (before == null) {
      tell(own, "");
    } else if (!before.delivery().equals(own.delivery())) {
      tell(own, before.ref());
    }
  }

  private void tell(ChatMessage.Outgoing own, String ref) {
    sent.put(own.id(), new Sent(ref, own.delivery()));
    if (sent.size() > MOST_SENT) {
      sent.remove(sent.keySet().iterator().next());
    }
    JsonLine line = line("delivery").with("id", own.id().hex());
    line.with("to", own.conversation().value());
    if (!ref.isEmpty()) {
      line.with("ref", ref);
    }
    print.accept(withState(line, own.delivery()));
  }

  /// How far a message of one's own has come.
  static JsonLine withState(JsonLine line, Delivery delivery) {
    return switch (delivery) {
      case Delivery.Waiting(Delivery.WaitReason reason) ->
          line.with("state", "waiting").with("reason", word(reason));
      case Delivery.AtRelay() -> line.with("state", "accepted");
      case Delivery.Delivered() -> line.with("state", "delivered");
      case Delivery.Read() -> line.with("state", "read");
      case Delivery.Failed(Delivery.FailReason reason) ->
          line.with("state", "failed").with("reason", word(reason));
    };
  }

  private void connection(Connection connection) {
    switch (connection) {
      case Connection.Connecting() -> {}
      case Connection.Connected(String relay) ->
          print.accept(line("connected").with("relay", relay));
      case Connection.Waiting(Connection.Reason reason, var _) ->
          print.accept(line("disconnected").with("reason", word(reason)).with("again", true));
      case Connection.Stopped(Connection.Reason reason) ->
          print.accept(line("disconnected").with("reason", word(reason)).with("again", false));
    }
  }

  private void notice(Notice notice) {
    JsonLine line = line("notice");
    print.accept(
        switch (notice) {
          case Notice.Joined(Name who) -> about(line, "joined", who.value());
          case Notice.Left(String who) -> about(line, "left", who);
          case Notice.UnknownMember(String who) -> about(line, "unknown-member", who);
          case Notice.SignatureWrong(String who) -> about(line, "signature-wrong", who);
          case Notice.KeyChanged(Name who) -> about(line, "key-changed", who.value());
          case Notice.RequestCame(Name who) -> about(line, "request-came", who.value());
          case Notice.OtherKeyOffered(Name who) -> about(line, "other-key-offered", who.value());
          case Notice.BadFrame(String detail) -> detail(line, "bad-frame", detail);
          case Notice.LeftOut(long count) -> detail(line, "left-out", Long.toString(count));
          case Notice.ServerSays(String text) -> detail(line, "server-says", text);
          case Notice.KeysUnreadable(String detail) -> detail(line, "keys-unreadable", detail);
          case Notice.HistoryEntriesLost(int entries) ->
              detail(line, "history-entries-lost", Integer.toString(entries));
          case Notice.HistoryBegunAnew(String keptAs) -> detail(line, "history-begun-anew", keptAs);
          case Notice.VerificationsDamaged(String keptAs) ->
              detail(line, "verifications-damaged", keptAs);
          case Notice.VerificationsNotSaved() -> line.with("notice", "verifications-not-saved");
        });
  }

  private static JsonLine about(JsonLine line, String notice, String who) {
    return line.with("notice", notice).with("from", who);
  }

  private static JsonLine detail(JsonLine line, String notice, String detail) {
    return line.with("notice", notice).with("detail", detail);
  }

  /// `BEFORE_SESSION_KEY` is `before-session-key`.
  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// As RFC 3339 has it, in milliseconds and UTC.
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
