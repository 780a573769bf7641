package chat.parley.app;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Notice;
import chat.parley.client.Subscription;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One chat in a terminal or a pipe: prints what the messenger tells, and sends what is typed.
final class TerminalChat implements AutoCloseable {
  private static final String QUIT = "!quit";
  private static final long PATIENCE_SECONDS = 20;

  private final Messenger messenger;
  private final String relay;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Subscription subscription;
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>(100);
  private final CompletableFuture<Connection> first = new CompletableFuture<>();
  private final Map<MessageId, ChatMessage.Outgoing> unsent = new LinkedHashMap<>();
  private final Set<Name> withKey = new HashSet<>();
  private boolean isConnected;
  private boolean isStopped;
  private boolean hasFailed;

  private sealed interface Input {
    record Line(String text) implements Input {}

    record End() implements Input {}
  }

  TerminalChat(Messenger messenger, String relay, PrintWriter out, PrintWriter err) {
    this.messenger = messenger;
    this.relay = relay;
    this.out = out;
    this.err = err;
    this.subscription = messenger.listen(this::hear);
  }

  /// Waits until the server has taken us in.
  ///
  /// @throws IOException with a sentence if it does not
  void connect() throws IOException, InterruptedException {
    Connection reached;
    try {
      reached = first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The server at " + relay + " does not answer.", e);
    }
    switch (reached) {
      case Connection.Waiting waiting -> throw new IOException(sentence(waiting.reason()));
      case Connection.Stopped stopped -> throw new IOException(sentence(stopped.reason()));
      case Connection.Connected _, Connection.Connecting _ -> {}
    }
  }

  private String sentence(Connection.Reason reason) {
    return switch (reason) {
      case UNREACHABLE -> "Nothing answers at " + relay + "; check host and port.";
      case LOST -> "The server at " + relay + " closed the connection.";
      case NAME_TAKEN ->
          "The name "
              + messenger.account().name()
              + " is taken at "
              + relay
              + ": somebody is logged in under it.";
      case NOT_A_RELAY -> "What listens at " + relay + " is not a classic server.";
      case RELAY_CHANGED -> "What listens at " + relay + " has another key than the relay had.";
      case NOT_ADMITTED ->
          "The relay at " + relay + " lets in only people whose keys it was given.";
      case KEY_REJECTED -> "The relay at " + relay + " does not take this key.";
      case BUSY -> "The relay at " + relay + " has too much to do.";
      case REPLACED -> "The same identity logged in elsewhere.";
      case HISTORY_FAILED -> "What is kept of earlier conversations cannot be read or written.";
      case CLOSED -> "The connection is closed.";
    };
  }

  /// Sends what is typed until `!quit`, the end of the input, or the end of the connection.
  void readFrom(BufferedReader in) throws InterruptedException {
    Thread.ofPlatform().daemon().name("parley-cli-input").start(() -> read(in));
    while (true) {
      Optional<String> text = next();
      Optional<String> receiver = text.isPresent() ? next() : Optional.empty();
      if (text.isEmpty()) {
        return;
      }
      if (receiver.isEmpty()) {
        complain("A message without a receiver was not sent.");
        return;
      }
      send(text.get(), receiver.get().strip());
    }
  }

  private void read(BufferedReader in) {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        inputs.put(new Input.Line(line));
      }
    } catch (IOException | UncheckedIOException e) {
      complain("The input cannot be read.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  private void end() {
    try {
      inputs.put(new Input.End());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return empty at the end of whatever kind
  private Optional<String> next() throws InterruptedException {
    while (true) {
      Input input = inputs.poll(1, TimeUnit.SECONDS);
      if (input instanceof Input.Line(String text)) {
        return text.equals(QUIT) ? Optional.empty() : Optional.of(text);
      }
      if (input instanceof Input.End || stopped()) {
        return Optional.empty();
      }
    }
  }

  private synchronized boolean stopped() {
    return isStopped;
  }

  private void send(String text, String receiver) {
    try {
      Name contact = Name.typed(receiver);
      if (text.isBlank()) {
        complain("An empty message was not sent.");
      } else if (hasKey(contact)) {
        messenger.send(contact, text);
      } else {
        complain("There is no usable key of " + contact + " in the keys folder; nothing was sent.");
      }
    } catch (NameNotAllowed e) {
      complain("Nothing was sent: " + e.getMessage() + ".");
    }
  }

  private synchronized boolean hasKey(Name contact) {
    return withKey.contains(contact) || contact.equals(messenger.account().name());
  }

  /// Waits until everything is sent, and says what was not.
  ///
  /// @return whether nothing failed
  boolean finish(Duration patience) throws InterruptedException {
    settle();
    synchronized (this) {
      long deadline = System.nanoTime() + patience.toNanos();
      while (!unsent.isEmpty() && !isStopped) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          break;
        }
        wait(left);
      }
      unsent.values().stream()
          .map(
              message ->
                  "A message to " + message.conversation() + " was not sent: " + why(message))
          .distinct()
          .forEach(this::complain);
      return !hasFailed;
    }
  }

  /// A question to the core is answered after everything that was asked of it before.
  private void settle() throws InterruptedException {
    try {
      var _ = messenger.page(messenger.account().name(), null, 1).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String why(ChatMessage.Outgoing message) {
    if (!(message.delivery() instanceof Delivery.Waiting(Delivery.WaitReason reason))) {
      return "it is too long.";
    }
    return switch (reason) {
      case SENDING -> "the server reads too slowly.";
      case NOT_CONNECTED -> "there is no connection.";
      case CONTACT_AWAY -> message.conversation() + " is not here.";
      case NO_SESSION_YET -> message.conversation() + " has not proved its key.";
      case KEY_CHANGED -> "its key is not the one you verified; decide in the desktop client.";
      case ASKING_FOR_KEY -> "the relay has not given its key yet.";
      case CONTACT_NOT_READY -> message.conversation() + " never logged in at this relay.";
      case KEY_NOT_PROVEN -> "the relay gave a key that it did not sign.";
      case MAILBOX_FULL -> "its mailbox is full.";
      case SLOW_DOWN -> "the relay asks to send more slowly.";
      case NOT_ACCEPTED -> "it is blocked, or its request was not accepted.";
    };
  }

  private synchronized void complain(String sentence) {
    hasFailed = true;
    err.println(sentence);
  }

  // What the messenger tells, on the core thread

  private synchronized void hear(MessengerEvent event) {
    switch (event) {
      case MessengerEvent.MessageAdded(ChatMessage message) -> added(message);
      case MessengerEvent.MessageChanged(ChatMessage message) -> {
        if (message instanceof ChatMessage.Outgoing own) {
          track(own);
        }
      }
      case MessengerEvent.ConnectionChanged(Connection connection) -> changed(connection);
      case MessengerEvent.Noticed(Notice notice) -> noticed(notice);
      case MessengerEvent.MessageRemoved removed -> unsent.remove(removed.id());
      case MessengerEvent.ContactChanged(Contact contact) -> {
        if (contact.fingerprint() == null) {
          withKey.remove(contact.name());
        } else {
          withKey.add(contact.name());
        }
      }
      case MessengerEvent.ContactGone(Name contact) -> withKey.remove(contact);
    }
    notifyAll();
  }

  private void added(ChatMessage message) {
    switch (message) {
      case ChatMessage.Incoming incoming ->
          say(incoming.conversation().value(), me(), incoming.text());
      case ChatMessage.Outgoing outgoing -> track(outgoing);
      case ChatMessage.Note note -> err.println(sentence(note));
    }
  }

  private void track(ChatMessage.Outgoing message) {
    switch (message.delivery()) {
      case Delivery.Waiting _ -> unsent.put(message.id(), message);
      case Delivery.AtRelay _, Delivery.Delivered _, Delivery.Read _ -> unsent.remove(message.id());
      case Delivery.Failed _ -> {
        unsent.remove(message.id());
        complain("A message to " + message.conversation() + " was not sent: " + why(message));
      }
    }
  }

  private static String sentence(ChatMessage.Note note) {
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
    };
  }

  private void changed(Connection connection) {
    if (!(connection instanceof Connection.Connecting)) {
      first.complete(connection);
    }
    boolean wasConnected = isConnected;
    isConnected = connection instanceof Connection.Connected;
    if (isConnected) {
      joined(me());
    }
    if (connection instanceof Connection.Waiting(Connection.Reason reason, var _) && wasConnected) {
      err.println(sentence(reason) + " Trying again.");
    }
    if (connection instanceof Connection.Stopped(Connection.Reason reason)) {
      isStopped = true;
      if (reason != Connection.Reason.CLOSED && wasTold()) {
        complain(sentence(reason));
      }
    }
  }

  /// Whether the first connection was good: else [#connect] says what became of it.
  private boolean wasTold() {
    return first.getNow(new Connection.Connecting()) instanceof Connection.Connected;
  }

  private void noticed(Notice notice) {
    switch (notice) {
      case Notice.Joined(Name contact) -> joined(contact.value());
      case Notice.Left(Name contact) -> say("server", "all", contact + " left the chat!");
      case Notice.UnknownMember(String nickname) -> {
        joined(nickname);
        err.println(nickname + " has no key in the keys folder, and gets no session.");
      }
      case Notice.SignatureWrong(String nickname) ->
          err.println(
              nickname + " signs with a key that is not in its pub.pem, and gets no session.");
      case Notice.BadFrame(String detail) -> err.println("A frame made no sense: " + detail + ".");
      case Notice.ServerSays(String text) -> say("server", me(), text);
      case Notice.KeyChanged(Name contact) ->
          err.println("The pub.pem of " + contact + " is another one now.");
      case Notice.KeysUnreadable(String detail) -> err.println(detail);
      case Notice.RequestCame(Name contact) ->
          err.println(contact + " wrote, and is no contact of yours.");
      case Notice.OtherKeyOffered(Name contact) ->
          err.println("The relay knows " + contact + " with another key.");
      case Notice.HistoryEntriesLost(int entries) ->
          err.println(entries + " entries of the history were damaged and are lost.");
      case Notice.HistoryBegunAnew(String keptAs) ->
          err.println("The history was damaged and is kept as " + keptAs + ".");
      case Notice.VerificationsDamaged(String keptAs) ->
          err.println("The file of verified keys was damaged and is kept as " + keptAs + ".");
      case Notice.VerificationsNotSaved() ->
          err.println("What was verified could not be written down.");
    }
  }

  private void joined(String who) {
    say("server", "all", who + " joined the chat!");
  }

  private void say(String sender, String receiver, String text) {
    out.println(sender + " to " + receiver + ": " + PlainText.of(text));
  }

  private String me() {
    return messenger.account().name().value();
  }

  @Override
  public void close() {
    subscription.close();
  }
}
