package chat.parley.app;

import chat.parley.model.Appearance;
import chat.parley.ui.kit.Shortcut;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;

/// What happens in a demonstration: two people log in, write to each other over a real relay, and compare
/// their keys. On a thread that may wait.
final class DemoPlay {
  private final DemoPerson alice;
  private final DemoPerson bob;

  DemoPlay(DemoPerson alice, DemoPerson bob) {
    this.alice = alice;
    this.bob = bob;
  }

  /// The play for somebody who watches: alice at the left, bob at the right.
  void runOn(Rectangle2D screen) {
    double half = screen.getWidth() / 2;
    alice.choose();
    bob.choose();
    logIn();
    alice.stand(new Rectangle2D(screen.getMinX(), screen.getMinY(), half, screen.getHeight()));
    bob.stand(new Rectangle2D(screen.getMinX() + half, screen.getMinY(), half, screen.getHeight()));
    talk();
  }

  /// The play with a picture of each screen that is worth showing.
  ///
  /// @param light changes the light in all windows
  void runFor(Camera camera, Consumer<Appearance> light) {
    light.accept(Appearance.LIGHT);
    alice.choose();
    camera.take(alice, "login");
    bob.choose();
    bob.showNewIdentity();
    camera.take(bob, "new-identity");
    logIn();
    alice.stand(new Rectangle2D(0, 0, 1080, 720));
    talk();
    alice.awaitRead(bob.name());
    camera.take(alice, "conversation");
    alice.press(Shortcut.FINGERPRINT);
    alice.awaitFingerprint();
    camera.take(alice, "fingerprint");
    alice.press(Shortcut.FINGERPRINT);
    light.accept(Appearance.DARK);
    camera.take(alice, "conversation-dark");
  }

  private void logIn() {
    alice.logIn();
    bob.logIn();
    alice.open(bob.name());
    bob.open(alice.name());
  }

  private void talk() {
    say(alice, bob, "Good morning. Did the sketches arrive?");
    say(bob, alice, "They did, thank you. I like the second one best.");
    say(bob, alice, "Shall we go through it at four?");
    say(alice, bob, "Four is fine. I'll bring the old ones, so that we can see what has changed.");
    say(alice, bob, "And let us compare our keys: Ctrl+I shows the safety number.");
    say(bob, alice, "I'll call you and read mine out.");
    alice.verify(bob.name());
    bob.verify(alice.name());
    say(alice, bob, "All twelve groups were the same, so it is really you.");
    say(bob, alice, "And it is really you. See you at four!");
  }

  private static void say(DemoPerson from, DemoPerson to, String text) {
    from.write(text);
    to.receive(from.name(), text);
  }
}
