package chat.parley.app;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Subscription;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// A message, from a command line to its receiver.
final class OneMessage implements AutoCloseable {
  /// The message is on its way, and its fate is not known.
  static final int NOT_SEEN_TO_ARRIVE = 3;

  private static final int NOT_SENT = CommandLine.ExitCode.SOFTWARE;
  private static final Duration FOR_TAKING_BACK = Duration.ofSeconds(5);

  private final Messenger messenger;
  private final TerminalWords words;
  private final Recipients recipients;
  private final Duration patience;
  private final long deadline;
  private final Subscription subscription;
  private Connection connection = new Connection.Connecting();
  private @Nullable Name receiver;
  private ChatMessage.@Nullable Outgoing message;
  private boolean isTakenBack;

  /// @param patience for everything together
  OneMessage(LoginOptions.Login login, Duration patience) {
    this.messenger = login.messenger();
    this.words = login.words();
    this.recipients = new Recipients(messenger);
    this.patience = patience;
    this.deadline = System.nanoTime() + patience.toNanos();
    this.subscription = messenger.listen(this::hear);
  }

  /// Returns when the message is so far.
  ///
  /// @throws CommandFailed with a sentence if it is not, or not in time
  void send(Name to, String text, SendCommand.Until until)
      throws CommandFailed, InterruptedException {
    if (!await(() -> isConnected() || isStopped(), deadline) || isStopped()) {
      throw new CommandFailed(NOT_SENT, "Nothing was sent. " + connectionSentence());
    }
    Optional<String> refusal = recipients.refusal(to);
    if (refusal.isPresent()) {
      throw new CommandFailed(NOT_SENT, refusal.get() + " Nothing was sent.");
    }
    synchronized (this) {
      receiver = to;
    }
    messenger.send(to, text);
    if (!await(() -> isSoFar(until) || isHopeless() || isStopped(), deadline) || !isSoFar(until)) {
      giveUp(to);
    }
  }

  private synchronized String connectionSentence() {
    return switch (connection) {
      case Connection.Waiting(Connection.Reason reason, var _) -> words.ofConnection(reason);
      case Connection.Stopped(Connection.Reason reason) -> words.ofConnection(reason);
      case Connection.Connected _, Connection.Connecting _ -> words.silent();
    };
  }

  /// Takes back what has not left yet, so that a script may try again without sending twice.
  private void giveUp(Name to) throws CommandFailed, InterruptedException {
    settle(to);
    ChatMessage.Outgoing last = message();
    if (last == null) {
      throw new CommandFailed(NOT_SENT, "The message to " + to + " was not sent.");
    }
    if (last.delivery() instanceof Delivery.Waiting) {
      messenger.discard(last.id());
      await(() -> isTakenBack || hasLeft(), System.nanoTime() + FOR_TAKING_BACK.toNanos());
    }
    if (isTakenBack() || last.delivery() instanceof Delivery.Failed) {
      throw new CommandFailed(
          NOT_SENT, "The message to " + to + " was not sent: " + TerminalWords.why(last));
    }
    throw new CommandFailed(
        NOT_SEEN_TO_ARRIVE,
        "The message to %s is on its way, but within %d s it was not seen to arrive: %s"
            .formatted(
                to,
                patience.toSeconds(),
                hasLeft() ? to + " has not fetched it." : "the relay has not confirmed it."));
  }

  /// A question to the core is answered after the message was written down, or could not be.
  private void settle(Name to) throws InterruptedException {
    try {
      var _ = messenger.page(to, null, 1).get(FOR_TAKING_BACK.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      return;
    }
  }

  private synchronized ChatMessage.@Nullable Outgoing message() {
    return message;
  }

  private synchronized boolean isTakenBack() {
    return isTakenBack;
  }

  private synchronized boolean isConnected() {
    return connection instanceof Connection.Connected;
  }

  private synchronized boolean isStopped() {
    return connection instanceof Connection.Stopped;
  }

  private synchronized boolean isSoFar(SendCommand.Until until) {
    return switch (until) {
      case accepted -> hasLeft();
      case delivered ->
          message != null
              && (message.delivery() instanceof Delivery.Delivered
                  || message.delivery() instanceof Delivery.Read);
    };
  }

  private synchronized boolean hasLeft() {
    return message != null
        && !(message.delivery() instanceof Delivery.Waiting
            || message.delivery() instanceof Delivery.Failed);
  }

  /// Whether only the user could bring it further.
  private synchronized boolean isHopeless() {
    if (message == null) {
      return false;
    }
    return switch (message.delivery()) {
      case Delivery.Failed _ -> true;
      case Delivery.Waiting(Delivery.WaitReason reason) ->
          reason == Delivery.WaitReason.KEY_CHANGED || reason == Delivery.WaitReason.NOT_ACCEPTED;
      case Delivery.AtRelay _, Delivery.Delivered _, Delivery.Read _ -> false;
    };
  }

  private synchronized boolean await(BooleanSupplier condition, long until)
      throws InterruptedException {
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private synchronized void hear(MessengerEvent event) {
    recipients.hear(event);
    switch (event) {
      case MessengerEvent.ConnectionChanged(Connection changed) -> connection = changed;
      case MessengerEvent.MessageAdded(ChatMessage.Outgoing own, _) -> {
        if (message == null && own.conversation().equals(receiver)) {
          message = own;
        }
      }
      case MessengerEvent.MessageChanged(ChatMessage.Outgoing own) -> {
        if (message != null && own.id().equals(message.id())) {
          message = own;
        }
      }
      case MessengerEvent.MessageRemoved removed ->
          isTakenBack |= message != null && removed.id().equals(message.id());
      case MessengerEvent.MessageAdded _,
          MessengerEvent.MessageChanged _,
          MessengerEvent.ContactChanged _,
          MessengerEvent.ContactGone _,
          MessengerEvent.DisplayNameChosen _,
          MessengerEvent.Noticed _ -> {}
    }
    notifyAll();
  }

  @Override
  public void close() {
    subscription.close();
  }
}
