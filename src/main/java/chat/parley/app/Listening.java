package chat.parley.app;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Subscription;
import chat.parley.model.Connection;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import chat.parley.wire.BodyException;
import chat.parley.wire.JsonLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Prints the messenger's events as JSON lines, and sends what is asked for in JSON lines.
///
/// A line is written on the core's thread. So a reader who does not keep up holds up the core, which stops
/// acknowledging, and the relay keeps what is left: nothing piles up here, and nothing is lost.
final class Listening implements AutoCloseable {
  private final Messenger messenger;
  private final TerminalWords words;
  private final PrintWriter out;
  private final EventLines lines;
  private final Recipients recipients;
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final Subscription subscription;

  Listening(LoginOptions.Login login, PrintWriter out) {
    this.messenger = login.messenger();
    this.words = login.words();
    this.out = out;
    this.recipients = new Recipients(messenger);
    this.lines = new EventLines(messenger, this::print);
    this.subscription = messenger.listen(this::hear);
  }

  private void hear(MessengerEvent event) {
    recipients.hear(event);
    lines.hear(event);
    if (event
        instanceof MessengerEvent.ConnectionChanged(Connection.Stopped(Connection.Reason reason))) {
      end.complete(words.ofConnection(reason));
    }
  }

  private synchronized void print(JsonLine line) {
    out.println(line.text());
    if (out.checkError()) {
      lines.stop();
      end.complete("Nobody reads the output any more.");
    }
  }

  /// Waits until it cannot go on.
  ///
  /// @return why, in one sentence
  String awaitEnd() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Begins to send what is read; goes on listening at the end of the input.
  void sendFrom(BufferedReader in) {
    Thread.ofPlatform().daemon().name("parley-cli-input").start(() -> read(in));
  }

  private void read(BufferedReader in) {
    try {
      long number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        Optional<String> refusal = line.isBlank() ? Optional.empty() : obey(line);
        if (refusal.isPresent()) {
          print(EventLines.refused(number, refusal.get()));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      end.complete("The input cannot be read.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return why not, in one sentence
  private Optional<String> obey(String line) throws InterruptedException {
    try {
      Optional<Order> order = Order.read(line);
      return order.isPresent() ? obey(order.get()) : Optional.of(Order.FORMS);
    } catch (BodyException e) {
      return Optional.of("The line makes no sense: " + e.getMessage() + ".");
    } catch (NameNotAllowed e) {
      return Optional.of(e.getMessage() + ".");
    }
  }

  private Optional<String> obey(Order order) throws InterruptedException {
    switch (order) {
      case Order.Send send -> {
        return send(send);
      }
      case Order.Accept(Name contact) -> messenger.accept(contact);
      case Order.Edit(MessageId message, String text) -> messenger.edit(message, text);
      case Order.Delete(MessageId message) -> messenger.delete(message);
      case Order.React(MessageId message, Emoji emoji) -> messenger.react(message, emoji);
      case Order.Disappear(Name contact, Lifetime lifetime) ->
          messenger.setLifetime(contact, lifetime);
      case Order.CallMe(DisplayName name) -> messenger.setDisplayName(name);
    }
    return Optional.empty();
  }

  private Optional<String> send(Order.Send send) throws InterruptedException {
    Optional<String> refusal = recipients.refusal(send.to());
    if (refusal.isEmpty()) {
      lines.sending(send.to(), send.text(), send.ref());
      MessageId answered = send.replyTo();
      if (answered == null) {
        messenger.send(send.to(), send.text());
      } else {
        messenger.reply(send.to(), send.text(), answered);
      }
    }
    return refusal;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
