package chat.parley.app;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Subscription;
import chat.parley.model.Connection;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import chat.parley.wire.BodyException;
import chat.parley.wire.JsonLine;
import chat.parley.wire.StrictJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Prints the messenger's events as JSON lines, and sends what is asked for in JSON lines.
///
/// A line is written on the core's thread. So a reader who does not keep up holds up the core, which stops
/// acknowledging, and the relay keeps what is left: nothing piles up here, and nothing is lost.
final class Listening implements AutoCloseable {
  private static final Set<String> FIELDS = Set.of("to", "text", "ref", "accept");

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
      Map<String, String> fields = StrictJson.texts(line, FIELDS);
      String accept = fields.get("accept");
      String to = fields.get("to");
      String text = fields.get("text");
      if (accept != null && to == null && text == null) {
        messenger.accept(new Name(accept));
        return Optional.empty();
      }
      if (accept != null || to == null || text == null || text.isBlank()) {
        return Optional.of("A line has \"to\" and \"text\", which is not blank, or \"accept\".");
      }
      return send(new Name(to), text, fields.getOrDefault("ref", ""));
    } catch (BodyException e) {
      return Optional.of("The line makes no sense: " + e.getMessage() + ".");
    } catch (NameNotAllowed e) {
      return Optional.of(e.getMessage() + ".");
    }
  }

  private Optional<String> send(Name to, String text, String ref) throws InterruptedException {
    Optional<String> refusal = recipients.refusal(to);
    if (refusal.isEmpty()) {
      lines.sending(to, text, ref);
      messenger.send(to, text);
    }
    return refusal;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
