package chat.parley.app;

import chat.parley.client.Messenger;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.UiThread;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// Somebody in a demonstration, who does in one window what a person would.
///
/// Every method waits until it is done, and fails with [DemoFailed] if that does not come; all are called
/// on the thread of the play.
final class DemoPerson {
  private static final int MANY = 100;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// How long anything takes to appear, and then some.
  private static final Duration SETTLING = Duration.ofMillis(600);

  private final Name name;
  private final UserWindow window;
  private final Duration keystroke;

  /// @param keystroke how long it takes to type a character; zero types all at once
  DemoPerson(Name name, UserWindow window, Duration keystroke) {
    this.name = name;
    this.window = window;
    this.keystroke = keystroke;
  }

  Name name() {
    return name;
  }

  void choose() {
    act(() -> window.login().identities().choose(name));
    await("be found among the identities", () -> ask(this::isChosen));
  }

  /// Moves the window to a place on the screen.
  void stand(Rectangle2D place) {
    act(
        () -> {
          window.stage().setX(place.getMinX());
          window.stage().setY(place.getMinY());
          window.stage().setWidth(place.getWidth());
          window.stage().setHeight(place.getHeight());
        });
  }

  void showNewIdentity() {
    act(() -> window.loginPage().showNewIdentity());
  }

  void logIn() {
    act(() -> window.login().logIn(new char[0]));
    await("log in", () -> ask(window::isLoggedIn));
  }

  void open(Name contact) {
    act(() -> window.mainWindow().open(contact));
    await("see where to write", () -> ask(() -> composer() != null));
  }

  /// Types a text and sends it.
  void write(String text) {
    act(() -> window.stage().requestFocus());
    if (keystroke.isZero()) {
      act(() -> input().appendText(text));
    } else {
      text.codePoints().mapToObj(Character::toString).forEach(this::type);
    }
    act(() -> input().fireEvent(enter()));
  }

  private void type(String character) {
    act(() -> input().appendText(character));
    pause(keystroke);
  }

  /// Waits until a text of this contact is in the conversation.
  void receive(Name contact, String text) {
    await("read what %s wrote".formatted(contact), () -> hasReceived(contact, text));
  }

  /// Waits until the contact has looked at all that was written to it, and said so.
  void awaitRead(Name contact) {
    await("see that %s has read it all".formatted(contact), () -> isRead(contact));
  }

  /// Marks a contact's key as compared.
  void verify(Name contact) {
    Messenger messenger = messenger();
    messenger.verify(contact, soon(messenger.keyDetails(contact)).fingerprint());
  }

  void press(Shortcut shortcut) {
    act(() -> Objects.requireNonNull(window.scene().getAccelerators().get(shortcut.key())).run());
  }

  /// Waits until the fingerprint panel has read the contact's key.
  void awaitFingerprint() {
    String code = "." + StyleClass.QR_BUTTON.css();
    await("see the fingerprint", () -> ask(() -> window.scene().getRoot().lookup(code) != null));
  }

  /// What the window shows, once it is at rest.
  Image look() {
    pause(SETTLING);
    return ask(() -> window.scene().snapshot(null));
  }

  private boolean isChosen() {
    KeysFolderEntry chosen = window.login().identities().selected().get();
    return chosen != null && name.equals(chosen.name());
  }

  private boolean hasReceived(Name contact, String text) {
    List<ChatMessage> newest = soon(messenger().page(contact, null, MANY));
    return newest.stream()
        .anyMatch(entry -> entry instanceof ChatMessage.Incoming one && one.text().equals(text));
  }

  private boolean isRead(Name contact) {
    return soon(messenger().page(contact, null, MANY)).stream()
        .allMatch(
            entry ->
                !(entry instanceof ChatMessage.Outgoing one)
                    || one.delivery() instanceof Delivery.Read);
  }

  private Messenger messenger() {
    return ask(window::messenger);
  }

  private TextArea input() {
    return Objects.requireNonNull(composer());
  }

  private @Nullable TextArea composer() {
    String input = "." + StyleClass.COMPOSER.css() + " .text-area";
    return (TextArea) window.scene().getRoot().lookup(input);
  }

  private static KeyEvent enter() {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false);
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new DemoFailed("%s could not %s".formatted(name, what));
      }
      pause(LOOK_AGAIN);
    }
  }

  private void act(Runnable action) {
    soon(CompletableFuture.runAsync(action, UiThread.get()));
  }

  private <T> T ask(Supplier<T> question) {
    return soon(CompletableFuture.supplyAsync(question, UiThread.get()));
  }

  private <T> T soon(CompletableFuture<T> result) {
    try {
      return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("it was interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new DemoFailed("%s's window did not do what it should".formatted(name), e);
    }
  }

  private static void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("it was interrupted", e);
    }
  }
}
