package chat.parley.ui.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.model.Contact.KeyProblem;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.ui.fingerprint.PanelState.Failed;
import chat.parley.ui.fingerprint.PanelState.Failure;
import chat.parley.ui.fingerprint.PanelState.Full;
import chat.parley.ui.fingerprint.PanelState.Loading;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FingerprintViewModelTest {
  private static final Fingerprint OTHER = FakeMessenger.fingerprintOf("another key");

  private final FakeMessenger messenger = FakeMessenger.alice();
  private final Name bob = messenger.contact("bob");
  private final Name carol = messenger.contact("carol");
  private final Queue<Runnable> slow = new ArrayDeque<>();
  private final FingerprintViewModel model =
      new FingerprintViewModel(messenger, Runnable::run, slow::add);

  @Test
  void nothingIsShownUntilAContactIsChosen() {
    assertInstanceOf(PanelState.Nothing.class, state());
  }

  @Test
  void theKeyOfTheChosenContactIsShown() {
    model.show(bob);
    assertEquals(bob, full().details().contact());
    assertEquals(FakeMessenger.fingerprintOf("bob"), full().details().fingerprint());
  }

  @Test
  void loadingIsSaidOnlyWhenItTakesLong() {
    messenger.holdKeyDetails();
    model.show(bob);
    assertEquals(new Loading(bob, FakeMessenger.fingerprintOf("bob"), false), state());
    slow.remove().run();
    assertEquals(new Loading(bob, FakeMessenger.fingerprintOf("bob"), true), state());
    messenger.releaseKeyDetails();
    assertEquals(bob, full().contact().name());
  }

  @Test
  void theTimerOfAnEarlierContactSaysNothingOfALaterOne() {
    messenger.holdKeyDetails();
    model.show(bob);
    model.show(carol);
    slow.remove().run();
    assertEquals(new Loading(carol, FakeMessenger.fingerprintOf("carol"), false), state());
  }

  @Test
  void anAnswerForAContactLeftMeanwhileIsDropped() {
    messenger.holdKeyDetails();
    model.show(bob);
    model.show(carol);
    messenger.releaseKeyDetails();
    assertEquals(carol, full().details().contact());
  }

  @Test
  void anAnswerForAKeyReplacedMeanwhileIsDropped() {
    messenger.holdKeyDetails();
    model.show(bob);
    messenger.key(bob, OTHER, new Trust.SeenBefore());
    messenger.releaseKeyDetails();
    assertEquals(OTHER, full().details().fingerprint());
  }

  @Test
  void anotherKeyIsLoadedAtOnceAndWhatWasPastedIsForgotten() {
    model.show(bob);
    model.pastedProperty().set(full().details().fingerprint().hex());
    assertInstanceOf(Comparison.Equal.class, comparison());
    messenger.key(bob, OTHER, new Trust.Changed(FakeMessenger.fingerprintOf("bob"), true));
    assertEquals(OTHER, full().details().fingerprint());
    assertEquals("", model.pastedProperty().get());
    assertInstanceOf(Comparison.Nothing.class, comparison());
  }

  @Test
  void anotherTrustKeepsWhatWasPasted() {
    model.show(bob);
    model.pastedProperty().set("12345");
    model.markVerified();
    assertInstanceOf(Trust.Verified.class, full().contact().trust());
    assertEquals("12345", model.pastedProperty().get());
  }

  @Test
  void markingNamesTheVeryKeyThatIsShown() {
    model.show(bob);
    model.markVerified();
    assertEquals(List.of("verify bob " + FakeMessenger.fingerprintOf("bob")), messenger.calls());
  }

  @Test
  void nothingCanBeMarkedWhileTheKeyLoads() {
    messenger.holdKeyDetails();
    model.show(bob);
    model.markVerified();
    model.withdraw();
    assertEquals(List.of(), messenger.calls());
  }

  @Test
  void withdrawingMakesItSeenBeforeAgain() {
    model.show(bob);
    model.markVerified();
    model.withdraw();
    assertInstanceOf(Trust.SeenBefore.class, full().contact().trust());
  }

  @Test
  void aContactWithoutUsableKeySaysWhy() {
    for (KeyProblem problem : KeyProblem.values()) {
      messenger.problem(bob, problem);
      model.show(bob);
      assertEquals(new Failed(bob, Failure.valueOf(problem.name())), state());
    }
  }

  @Test
  void aKeyThatAppearsIsShownAtOnce() {
    messenger.problem(bob, KeyProblem.MISSING);
    model.show(bob);
    messenger.key(bob, OTHER, new Trust.New());
    assertEquals(OTHER, full().details().fingerprint());
  }

  @Test
  void aContactThatGoesIsSaidToBeGone() {
    model.show(bob);
    messenger.gone(bob);
    assertEquals(new Failed(bob, Failure.GONE), state());
  }

  @Test
  void pastingTheRightAndTheWrongNumberIsSaidAtOnce() {
    model.show(bob);
    String number = String.join(" ", full().details().safetyNumber());
    model.pastedProperty().set(number);
    assertEquals(new Comparison.Equal(Comparison.Kind.SAFETY_NUMBER), comparison());
    model.pastedProperty().set(number.replace(number.charAt(0), 'a'));
    assertTrue(!(comparison() instanceof Comparison.Equal));
    model.pastedProperty().set(OTHER.hex());
    assertEquals(new Comparison.Different(Comparison.Kind.SHA_256), comparison());
  }

  @Test
  void closingEndsTheSubscriptionAndDropsWhatIsUnderWay() {
    messenger.holdKeyDetails();
    model.show(bob);
    PanelState before = state();
    model.close();
    messenger.releaseKeyDetails();
    assertEquals(0, messenger.listeners());
    assertEquals(before, state());
  }

  private PanelState state() {
    return model.stateProperty().get();
  }

  private Full full() {
    return assertInstanceOf(Full.class, state());
  }

  private Comparison comparison() {
    return model.comparisonProperty().get();
  }
}
