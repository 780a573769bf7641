package chat.parley.app;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Notice;
import chat.parley.client.Subscription;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Delivery;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import chat.parley.model.Protection;
import chat.parley.model.Quote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// One chat in a terminal or a pipe: prints what the messenger tells, and sends what is typed.
final class TerminalChat implements AutoCloseable {
  private static final String QUIT = "!quit";

  /// How long a classic server may take to refuse what it was sent last.
  private static final Duration MOMENT = Duration.ofMillis(300);

  private static final String JOINED = Notice.ServerSays.JOINED;

  private final Messenger messenger;
  private final TerminalWords words;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Arrivals arrivals;
  private final Recipients recipients;
  private final ToldTexts told = new ToldTexts();
  private final FirstConnection first = new FirstConnection();
  private final Subscription subscription;
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>(100);
  private final Map<MessageId, ChatMessage.Outgoing> unsent = new LinkedHashMap<>();
  private boolean isConnected;
  private boolean isStopped;
  private boolean isEnding;

  /// Whether a classic server was sent anything.
  private boolean hasSent;

  private boolean hasFailed;

  private sealed interface Input {
    record Line(String text) implements Input {}

    record End() implements Input {}
  }

  TerminalChat(LoginOptions.Login login, PrintWriter out, PrintWriter err) {
    this.messenger = login.messenger();
    this.words = login.words();
    this.out = out;
    this.err = err;
    this.arrivals = new Arrivals(messenger, this::show, this::showChange);
    this.recipients = new Recipients(messenger);
    this.subscription = messenger.listen(this::hear);
  }

  /// Waits until the server has taken us in.
  ///
  /// @throws IOException with a sentence if it does not
  void connect() throws IOException, InterruptedException {
    first.await(words);
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

  private void send(String text, String receiver) throws InterruptedException {
    try {
      Name contact = Name.typed(receiver);
      if (text.isBlank()) {
        complain("An empty message was not sent.");
        return;
      }
      Optional<String> refusal = refusal(contact);
      if (refusal.isPresent()) {
        complain(refusal.get() + " Nothing was sent.");
      } else {
        messenger.send(contact, text);
      }
    } catch (NameNotAllowed e) {
      complain("Nothing was sent: " + e.getMessage() + ".");
    }
  }

  /// On a classic server, a member is a contact of its own, too.
  private Optional<String> refusal(Name contact) throws InterruptedException {
    return isClassic() && contact.equals(words.me())
        ? Optional.empty()
        : recipients.refusal(contact);
  }

  private boolean isClassic() {
    return messenger.protection() == Protection.CLASSIC;
  }

  /// Waits until everything is sent, and says what was not. A classic server says that somebody is not there, or ends
  /// the connection for it, only when it has read what was sent: it is given a moment to do so.
  ///
  /// @return whether nothing failed
  boolean finish(Duration patience) throws InterruptedException {
    settle();
    synchronized (this) {
      isEnding = true;
      long deadline = System.nanoTime() + patience.toNanos();
      boolean isRefused = true;
      while (isRefused && await(unsent::isEmpty, deadline)) {
        long moment = Math.min(deadline, System.nanoTime() + MOMENT.toNanos());
        isRefused = hasSent && await(() -> hasFailed || !unsent.isEmpty(), moment) && !hasFailed;
      }
      unsent.values().stream().map(this::notSent).distinct().forEach(this::complain);
      return !hasFailed;
    }
  }

  /// @return whether it came about in time
  private synchronized boolean await(BooleanSupplier event, long deadline)
      throws InterruptedException {
    long left = deadline - System.nanoTime();
    while (left > 0 && !event.getAsBoolean() && !isStopped) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    return event.getAsBoolean();
  }

  /// A question to the core is answered after everything that was asked of it before.
  private void settle() throws InterruptedException {
    try {
      var _ = messenger.page(words.me(), null, 1).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String notSent(ChatMessage.Outgoing message) {
    return "A message to %s was not sent: %s%s"
        .formatted(
            message.conversation(),
            TerminalWords.why(message),
            isClassic() ? "" : " It is kept, and tried again with the next login.");
  }

  private synchronized void complain(String sentence) {
    hasFailed = true;
    err.println(sentence);
  }

  // What the messenger tells, on the core thread

  private synchronized void hear(MessengerEvent event) {
    first.hear(event);
    recipients.hear(event);
    switch (event) {
      case MessengerEvent.MessageAdded(ChatMessage message, _) -> added(message);
      case MessengerEvent.MessageChanged(ChatMessage message) -> {
        if (message instanceof ChatMessage.Outgoing own) {
          track(own);
          showReaction(own);
        }
      }
      case MessengerEvent.ConnectionChanged(Connection connection) -> changed(connection);
      case MessengerEvent.Noticed(Notice notice) -> noticed(notice);
      case MessengerEvent.MessageRemoved removed -> unsent.remove(removed.id());
      case MessengerEvent.ContactChanged _,
          MessengerEvent.ContactGone _,
          MessengerEvent.DisplayNameChosen _ -> {}
    }
    arrivals.hear(event);
    notifyAll();
  }

  private void added(ChatMessage message) {
    switch (message) {
      case ChatMessage.Incoming _ -> {}
      case ChatMessage.Outgoing outgoing -> {
        told.remember(outgoing);
        track(outgoing);
      }
      case ChatMessage.Note note -> err.println(TerminalWords.ofNote(note));
    }
  }

  private void show(ChatMessage.Incoming text) {
    told.remember(text);
    if (text.particulars().isDeleted()) {
      err.println(text.conversation() + " deleted a message before you read it.");
      return;
    }
    if (text.keyInDoubt()) {
      err.println(
          "What "
              + text.conversation()
              + " writes next came under another key than the one you verified.");
    }
    say(text.conversation().value(), words.me().value(), text.text());
  }

  /// Of what was said before, only that it is said otherwise now is worth a line.
  private void showChange(ChatMessage.Incoming text) {
    Set<ToldTexts.Change> changes = told.changed(text);
    if (changes.contains(ToldTexts.Change.DELETED)) {
      err.println(text.conversation() + " deleted an earlier message.");
    }
    if (changes.contains(ToldTexts.Change.EDITED)) {
      err.println(text.conversation() + " edited an earlier message: " + PlainText.of(text.text()));
    }
  }

  private void showReaction(ChatMessage.Outgoing own) {
    if (told.changed(own).contains(ToldTexts.Change.REACTED)) {
      Emoji emoji = own.particulars().theirs();
      String about = PlainText.of(Quote.of(own).line());
      err.println(
          emoji == null
              ? own.conversation() + " took the reaction back to: " + about
              : own.conversation() + " reacted with " + emoji.text() + " to: " + about);
    }
  }

  private void track(ChatMessage.Outgoing message) {
    switch (message.delivery()) {
      case Delivery.Waiting(Delivery.WaitReason reason) -> {
        ChatMessage.Outgoing before = unsent.put(message.id(), message);
        boolean isNews = before == null || !before.delivery().equals(message.delivery());
        if (isNews && isTrouble(reason)) {
          err.println(
              "A message to " + message.conversation() + " waits: " + TerminalWords.why(message));
        }
      }
      case Delivery.AtRelay _, Delivery.Delivered _, Delivery.Read _ -> {
        unsent.remove(message.id());
        hasSent |= isClassic();
      }
      case Delivery.Failed _ -> {
        unsent.remove(message.id());
        complain(
            "A message to "
                + message.conversation()
                + " was not sent: "
                + TerminalWords.why(message));
      }
    }
  }

  /// Whether it is worth a line at once: what a moment or the next login solves is not.
  private static boolean isTrouble(Delivery.WaitReason reason) {
    return switch (reason) {
      case SENDING, NOT_CONNECTED, CONTACT_AWAY, NO_SESSION_YET, ASKING_FOR_KEY, SLOW_DOWN -> false;
      case KEY_CHANGED, CONTACT_NOT_READY, KEY_NOT_PROVEN, MAILBOX_FULL, NOT_ACCEPTED -> true;
    };
  }

  private void changed(Connection connection) {
    boolean wasConnected = isConnected;
    isConnected = connection instanceof Connection.Connected;
    if (isConnected) {
      joined(words.me().value());
    }
    if (connection instanceof Connection.Waiting(Connection.Reason reason, var _) && wasConnected) {
      err.println(words.ofConnection(reason) + " Trying again.");
      if (isEnding && hasSent && unsent.isEmpty()) {
        complain("What was sent last may not have come further: the connection ended after it.");
      }
    }
    if (connection instanceof Connection.Stopped(Connection.Reason reason)) {
      isStopped = true;
      if (reason != Connection.Reason.CLOSED && first.wasGood()) {
        complain(words.ofConnection(reason));
      }
    }
  }

  private void noticed(Notice notice) {
    switch (notice) {
      case Notice.Joined(Name contact) -> joined(contact.value());
      case Notice.Left(String nickname) -> say("server", "all", nickname + " left the chat!");
      case Notice.ServerSays(String text) ->
          say("server", text.endsWith(JOINED) ? "all" : words.me().value(), text);
      default -> err.println(TerminalWords.ofNotice(notice));
    }
  }

  private void joined(String who) {
    say("server", "all", who + JOINED);
  }

  private void say(String sender, String receiver, String text) {
    out.println(sender + " to " + receiver + ": " + PlainText.of(text));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
