package chat.parley.app;

import chat.parley.client.HistoryUnusable;
import chat.parley.client.Lookup;
import chat.parley.client.Notice;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;

/// What a terminal says of connections, messages and notices: one sentence each.
///
/// @param me who is logged in
/// @param relay where
record TerminalWords(Name me, RelayAddress relay) {
  /// `host:port`.
  String address() {
    return switch (relay) {
      case RelayAddress.Parley parley -> parley.text();
      case RelayAddress.Classic classic -> classic.text();
      case RelayAddress.OnThisComputer _ -> "this computer";
    };
  }

  private boolean isClassic() {
    return relay instanceof RelayAddress.Classic;
  }

  String silent() {
    return "The server at " + address() + " does not answer.";
  }

  String ofConnection(Connection.Reason reason) {
    return switch (reason) {
      case UNREACHABLE -> "Nothing answers at " + address() + "; check host and port.";
      case LOST -> "The server at " + address() + " closed the connection.";
      case NAME_TAKEN ->
          "The name %s is taken at %s: %s."
              .formatted(
                  me,
                  address(),
                  isClassic()
                      ? "somebody is logged in under it"
                      : "the relay knows it with another key");
      case NOT_A_RELAY ->
          "What listens at %s is not %s."
              .formatted(
                  address(), isClassic() ? "a classic server" : "a relay that speaks Parley 1");
      case RELAY_CHANGED ->
          "What listens at "
              + address()
              + " has another key than the invitation says: another relay, or somebody between.";
      case NOT_ADMITTED ->
          "The relay at " + address() + " lets in only people whose keys it was given.";
      case KEY_REJECTED -> "The relay at " + address() + " does not take this key.";
      case BUSY -> "The relay at " + address() + " has too much to do.";
      case REPLACED -> "The same identity logged in elsewhere.";
      case HISTORY_FAILED -> "What is kept of earlier conversations cannot be read or written.";
      case CLOSED -> "The connection is closed.";
    };
  }

  static String ofHistory(HistoryUnusable unusable) {
    return switch (unusable.reason()) {
      case IN_USE ->
          "Another Parley is logged in with this identity at this relay; end it first ("
              + unusable.file()
              + ").";
      case DAMAGED ->
          "The history "
              + unusable.file()
              + " is damaged. Moved elsewhere, a new one is begun: without its conversations and"
              + " compared keys.";
      case NEWER -> "The history " + unusable.file() + " is of a newer Parley.";
      case OF_ANOTHER -> "The history " + unusable.file() + " is of another identity or relay.";
      case UNREACHABLE -> "The history " + unusable.file() + " cannot be read or written.";
    };
  }

  static String ofLookup(Lookup lookup, Name name) {
    return switch (lookup) {
      case FOUND -> name + " is known here.";
      case NOBODY -> "The relay knows nobody by the name " + name + ".";
      case ONESELF -> name + " is yourself.";
      case NOT_CONNECTED -> name + " is not known here, and the relay cannot be asked now.";
      case REFUSED -> "What the relay says of " + name + " makes no sense.";
      case NOT_POSSIBLE -> "There is no usable key of " + name + " in the keys folder.";
    };
  }

  /// Why a message has not come further, as the end of a sentence.
  static String why(ChatMessage.Outgoing message) {
    Name contact = message.conversation();
    return switch (message.delivery()) {
      case Delivery.Waiting(Delivery.WaitReason reason) -> why(reason, contact);
      case Delivery.Failed(Delivery.FailReason reason) ->
          switch (reason) {
            case TOO_LARGE -> "it is too long.";
            case CONTACT_UNKNOWN -> "the relay knows nobody by the name " + contact + ".";
            case KEY_REPLACED -> "the key of " + contact + " was replaced before it came there.";
          };
      case Delivery.AtRelay _ -> contact + " has not fetched it.";
      case Delivery.Delivered _, Delivery.Read _ -> contact + " has it.";
    };
  }

  private static String why(Delivery.WaitReason reason, Name contact) {
    return switch (reason) {
      case SENDING -> "the server reads too slowly.";
      case NOT_CONNECTED -> "there is no connection.";
      case CONTACT_AWAY -> contact + " is not here.";
      case NO_SESSION_YET -> contact + " has not proved its key.";
      case KEY_CHANGED ->
          "the key of "
              + contact
              + " is not the one from before; compare it in the desktop program.";
      case ASKING_FOR_KEY -> "the relay has not given the key of " + contact + " yet.";
      case CONTACT_NOT_READY -> contact + " has not logged in at this relay.";
      case KEY_NOT_PROVEN -> "the relay gave a key that " + contact + " did not sign.";
      case MAILBOX_FULL -> "the mailbox of " + contact + " is full.";
      case SLOW_DOWN -> "the relay asks to send more slowly.";
      case NOT_ACCEPTED -> contact + " is blocked; parley-cli accept " + contact + " changes that.";
    };
  }

  static String ofNote(ChatMessage.Note note) {
    String who = note.conversation().value();
    return switch (note.kind()) {
      case JOINED -> who + " joined.";
      case LEFT -> who + " left.";
      case SIGNATURE_WRONG -> who + " here signs with another key than its pub.pem.";
      case NOT_OPENED -> "A message that says it is from " + who + " does not open.";
      case BEFORE_SESSION_KEY ->
          "A message from " + who + " came before its session key and cannot be opened.";
      case KEY_CHANGED -> "The key of " + who + " is another one now.";
      case SESSION_REPLACED -> who + " began to encrypt anew.";
      case NEEDS_NEWER -> who + " sent something that needs a newer Parley.";
      case DAMAGED -> who + " sent something that makes no sense.";
      case MORE_IN_DOUBT ->
          who
              + " wrote more under another key; it is not shown until you decide in the desktop"
              + " program.";
      case LIFETIME_UNLIMITED -> "What you write to " + who + " from here on stays.";
      case LIFETIME_HOUR -> "What you write to " + who + " from here on disappears after an hour.";
      case LIFETIME_DAY -> "What you write to " + who + " from here on disappears after a day.";
      case LIFETIME_WEEK -> "What you write to " + who + " from here on disappears after a week.";
    };
  }

  static String ofNotice(Notice notice) {
    return switch (notice) {
      case Notice.Joined(Name contact) -> contact + " joined.";
      case Notice.Left(String nickname) -> nickname + " left.";
      case Notice.UnknownMember(String nickname) ->
          nickname + " has no key in the keys folder, and gets no session.";
      case Notice.SignatureWrong(String nickname) ->
          nickname + " signs with a key that is not in its pub.pem, and gets no session.";
      case Notice.BadFrame(String detail) -> "A frame made no sense: " + detail + ".";
      case Notice.LeftOut(long count) ->
          "Notices like those before that were left out: " + count + ".";
      case Notice.ServerSays(String text) -> "The server says: " + text;
      case Notice.KeyChanged(Name contact) -> "The pub.pem of " + contact + " is another one now.";
      case Notice.KeysUnreadable(String detail) -> detail;
      case Notice.RequestCame(Name contact) ->
          contact
              + " wrote, and is no contact of yours; an answer, or parley-cli accept "
              + contact
              + ", makes it one.";
      case Notice.OtherKeyOffered(Name contact) ->
          "The relay knows " + contact + " with another key.";
      case Notice.HistoryEntriesLost(int entries) ->
          "Entries of the history that were damaged and are lost: " + entries + ".";
      case Notice.HistoryBegunAnew(String keptAs) ->
          "The history was damaged and is kept as " + keptAs + ".";
      case Notice.VerificationsDamaged(String keptAs) ->
          "The file of verified keys was damaged and is kept as " + keptAs + ".";
      case Notice.VerificationsNotSaved() -> "What was verified could not be written down.";
    };
  }
}
