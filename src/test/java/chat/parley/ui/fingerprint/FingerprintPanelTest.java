package chat.parley.ui.fingerprint;

import static chat.parley.ui.kit.FxEvents.does;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.model.Contact;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import chat.parley.model.Trust;
import chat.parley.ui.kit.CopyButton;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Theme;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class FingerprintPanelTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T20:00:00Z"), ZoneId.of("UTC"));
  private static final Fingerprint BOBS = FakeMessenger.fingerprintOf("bob");
  private static final Fingerprint OTHER = FakeMessenger.fingerprintOf("another key");

  @SuppressWarnings("NullAway.Init") // made once, on the FX thread: a window costs more than a test
  private static Scene scene;

  private int closed;
  private final FxRobot robot = new FxRobot();
  private final FakeMessenger messenger = new FakeMessenger(new Name("alice"), CLOCK);
  private final Name bob = messenger.contact("bob");
  private final FingerprintViewModel model = new FingerprintViewModel(messenger, Runnable::run);
  private final FingerprintPanel panel =
      new FingerprintPanel(model, new LocalTimes(CLOCK, Locale.UK), () -> closed++);

  @BeforeAll
  static void openWindow() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        stage -> {
          scene = new Scene(new Region(), 300, 900);
          new Theme().apply(scene);
          stage.setScene(scene);
          stage.show();
        });
  }

  @BeforeEach
  void chooseBob() {
    does(
        () -> {
          scene.setRoot(panel);
          model.show(bob);
        });
  }

  @AfterEach
  void closeModel() {
    does(model::close);
    assertEquals(0, messenger.listeners());
  }

  @Test
  void aClickMarksTheShownKeyAsVerifiedAndAnotherTakesItBack() {
    robot.clickOn(panel.full().markButton());
    assertEquals(List.of("verify bob " + BOBS), messenger.calls());
    assertEquals("Verified", panel.full().trust().word());
    assertFalse(panel.full().markButton().isVisible());

    robot.clickOn(panel.full().withdrawButton());
    assertEquals("withdrawVerification bob", messenger.calls().getLast());
    assertEquals("Seen before", panel.full().trust().word());
  }

  @Test
  void theRightNumberIsSaidToBeEqual() {
    robot.clickOn(panel.full().number().compareButton());
    assertTrue(panel.full().comparison().field().isFocused());
    paste("SHA2-256(stdin)= " + BOBS.hex() + "\n");
    assertEquals("Equal", panel.full().comparison().word());
    assertFalse(panel.full().markButton().isDisabled());
  }

  @Test
  void theWrongNumberIsSaidToBeDifferentAndCannotBeMarked() {
    does(panel.full().number().compareButton()::fire);
    paste(OTHER.grouped());
    assertEquals("Different", panel.full().comparison().word());
    assertTrue(panel.full().markButton().isDisabled());
    paste("");
    assertFalse(panel.full().markButton().isDisabled());
  }

  @Test
  void aNumberThatIsTooShortSaysHowMuchIsMissing() {
    does(panel.full().number().compareButton()::fire);
    paste("12345 67890");
    assertEquals("Too short", panel.full().comparison().word());
    assertTrue(panel.full().comparison().sentence().contains("50 of 60"));
  }

  @Test
  void theSafetyNumberIsCopiedInLinesOfFourGroups() {
    String copied = copiedBy(panel.full().number().copyButton());
    assertEquals(12, copied.split("\\s").length);
    assertEquals(3, copied.lines().count());
  }

  @Test
  void theSha256AndTheCommandAreCopied() {
    robot.clickOn(panel.full().key().copyButton());
    assertEquals("Copied", panel.full().key().copyButton().getText());
    assertEquals(BOBS.hex(), clipboard());
    String command = copiedBy(panel.full().key().copyCommandButton());
    assertTrue(command.startsWith("openssl rsa -pubin -in "), command);
    assertTrue(command.endsWith("bob/pub.pem -outform der | openssl sha256"), command);
  }

  @Test
  void aChangedKeyNamesTwoWaysOut() {
    does(() -> messenger.key(bob, OTHER, new Trust.Changed(BOBS, true)));
    assertTrue(panel.full().trust().sentence().contains("not the one you verified"));
    assertEquals("Stop verifying bob", panel.full().trust().acceptButton().getText());

    does(panel.full().trust().compareButton()::fire);
    assertTrue(panel.full().comparison().field().isFocused());
    assertTrue(isInSight(panel.full().comparison()));

    does(() -> panel.scroll().setVvalue(0));
    does(panel.full().trust().acceptButton()::fire);
    assertEquals(List.of("withdrawVerification bob"), messenger.calls());
  }

  @Test
  void whoSignsWithAnotherKeyThanTheFileIsNamedAboveIt() {
    assertFalse(panel.full().impostorBanner().isVisible());
    does(() -> messenger.change(bob, c -> c.withProblem(Contact.KeyProblem.SIGNATURE_WRONG)));
    assertTrue(panel.full().impostorBanner().isVisible());
    assertTrue(panel.full().impostorBanner().getText().contains("another key than bob’s pub.pem"));
  }

  @Test
  void theQrCodeIsEnlargedAndMadeSmallAgain() {
    double small = codeWidth();
    does(panel.full().number().qrButton()::fire);
    assertTrue(codeWidth() > 1.8 * small);
    assertTrue(codeWidth() < 300);
    does(panel.full().number().qrButton()::fire);
    assertEquals(small, codeWidth());
  }

  @Test
  void theProtectionIsSaidInWords() {
    assertTrue(panel.full().protection().words().contains("Both of you must be online."));
    messenger.protection(Protection.PARLEY);
    does(() -> messenger.trust(bob, new Trust.New()));
    String words = panel.full().protection().words();
    assertTrue(words.contains("quantum computer"), words);
    assertTrue(words.contains("never compared"), words);
    does(() -> messenger.trust(bob, new Trust.SeenBefore()));
    assertFalse(panel.full().protection().words().contains("never compared"));
    does(() -> messenger.trust(bob, new Trust.Changed(OTHER, false)));
    assertTrue(panel.full().protection().words().contains("never compared"));
  }

  @Test
  void escapeClosesThePanelAlsoFromTheField() {
    robot.clickOn(panel.full().number().compareButton());
    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    assertEquals(1, closed);
  }

  @Test
  void theCrossClosesThePanel() {
    does(panel.closeButton()::fire);
    assertEquals(1, closed);
  }

  @Test
  void tabLeavesTheField() {
    robot.clickOn(panel.full().number().compareButton());
    robot.press(KeyCode.TAB).release(KeyCode.TAB);
    assertTrue(panel.full().markButton().isFocused());
  }

  @Test
  void anotherContactStartsWithNothingPasted() {
    does(panel.full().number().compareButton()::fire);
    paste(BOBS.hex());
    Name carol = messenger.contact("carol");
    does(() -> model.show(carol));
    assertFalse(panel.full().comparison().isVisible());
    assertEquals("", panel.full().comparison().field().getText());
  }

  @Test
  void nothingIsSaidOfAComparisonBeforeSomethingIsPasted() {
    does(panel.full().number().compareButton()::fire);
    assertFalse(panel.full().comparison().isSaying());
  }

  @Test
  void whatWasSaidOfOneKeyIsNotSaidUnderTheNext() {
    does(panel.full().number().compareButton()::fire);
    paste(OTHER.hex());
    assertTrue(panel.full().comparison().isSaying());
    Name carol = messenger.contact("carol");
    does(() -> model.show(carol));
    does(panel.full().number().compareButton()::fire);
    assertFalse(panel.full().comparison().isSaying());
    assertFalse(panel.full().markButton().isDisabled());
  }

  @Test
  void aPanelThatIsOpenedAgainHasForgottenTheComparison() {
    does(panel.full().number().compareButton()::fire);
    paste(BOBS.hex());
    does(model::hide);
    does(() -> model.show(bob));
    assertEquals("", panel.full().comparison().field().getText());
    assertFalse(panel.full().comparison().isSaying());
  }

  private static String copiedBy(CopyButton button) {
    does(button::fire);
    assertEquals("Copied", button.getText());
    return clipboard();
  }

  private static String clipboard() {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> Clipboard.getSystemClipboard().getString());
  }

  private double codeWidth() {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          panel.applyCss();
          panel.layout();
          return panel.full().number().qrButton().getWidth();
        });
  }

  private void paste(String text) {
    does(() -> panel.full().comparison().field().setText(text));
  }

  private boolean isInSight(Node node) {
    Bounds seen = panel.scroll().localToScene(panel.scroll().getLayoutBounds());
    return seen.contains(node.localToScene(node.getLayoutBounds()));
  }
}
