package chat.parley.ui.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.NotARelay;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.model.RelayAddress;
import chat.parley.ui.login.RelayStep.Acquaintance;
import chat.parley.ui.login.RelayStep.Origin;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelayChoiceViewModelTest {
  private static final Invitation RELAY = new Invitation("relay.example", 7443, key(1));
  private static final Invitation OTHER_KEY = new Invitation("Relay.Example", 7443, key(2));

  private final List<RelayAddress> known = new ArrayList<>();
  private final List<RelayAddress> chosen = new ArrayList<>();
  private final Deque<Runnable> background = new ArrayDeque<>();
  private @Nullable IOException failure;

  @Test
  void anInvitationIsUsedWithoutAQuestion() {
    RelayChoiceViewModel model = typed(RELAY.text());
    model.use();
    assertEquals(List.of(new RelayAddress.Parley(RELAY)), chosen);
    assertTrue(model.done().get());
    assertTrue(background.isEmpty());
  }

  @Test
  void anInvitationWithAnotherKeyThanIsKnownIsAQuestion() {
    known.add(new RelayAddress.Parley(RELAY));
    RelayChoiceViewModel model = typed(OTHER_KEY.text());
    model.use();
    assertEquals(
        new RelayStep.Question(OTHER_KEY, Origin.TYPED, Acquaintance.OTHER_KEY),
        model.step().get());
    assertEquals(List.of(), chosen);
    model.accept();
    assertEquals(List.of(new RelayAddress.Parley(OTHER_KEY)), chosen);
  }

  @Test
  void aKeyThatTheRelayToldIsUsedOnceTheUserComparedIt() {
    RelayChoiceViewModel model = typed("relay.example");
    model.use();
    assertInstanceOf(RelayStep.Asking.class, model.step().get());
    assertEquals(List.of(), chosen);
    background.remove().run();
    assertEquals(new RelayStep.Question(RELAY, Origin.MET, Acquaintance.NONE), model.step().get());
    model.accept();
    assertEquals(List.of(new RelayAddress.Parley(RELAY)), chosen);
  }

  @Test
  void aRelayThatIsKnownNeedsNoComparing() {
    known.add(new RelayAddress.Parley(RELAY));
    RelayChoiceViewModel model = typed("relay.example");
    model.use();
    background.remove().run();
    assertEquals(List.of(new RelayAddress.Parley(RELAY)), chosen);
  }

  @Test
  void aKnownRelayThatTellsAnotherKeyCannotBeAccepted() {
    known.add(new RelayAddress.Parley(OTHER_KEY));
    RelayChoiceViewModel model = typed("relay.example");
    model.use();
    background.remove().run();
    assertInstanceOf(RelayStep.OtherKey.class, model.step().get());
    model.accept();
    assertEquals(List.of(), chosen);
    model.cancel();
    assertInstanceOf(RelayStep.Typing.class, model.step().get());
  }

  @Test
  void whoGivesUpHearsNoAnswer() {
    RelayChoiceViewModel model = typed("relay.example");
    model.use();
    model.cancel();
    background.remove().run();
    assertInstanceOf(RelayStep.Typing.class, model.step().get());
    assertFalse(model.done().get());
    model.cancel();
    assertTrue(model.done().get());
    assertEquals(List.of(), chosen);
  }

  @Test
  void troubleIsSaidUntilSomethingElseIsTyped() {
    RelayChoiceViewModel model = typed("relay.example");
    failure = new NotARelay(new IOException());
    model.use();
    background.remove().run();
    assertEquals(RelayChoiceViewModel.Trouble.NOT_A_RELAY, model.trouble().get());
    failure = new IOException();
    model.use();
    assertNull(model.trouble().get());
    background.remove().run();
    assertEquals(RelayChoiceViewModel.Trouble.NOT_REACHED, model.trouble().get());
    model.text().set("relay.example:1");
    assertNull(model.trouble().get());
  }

  @Test
  void theUsualPortOfAClassicServerIsTakenForOneUnlessTheUserSaysElse() {
    RelayChoiceViewModel model = typed("chat.example:80");
    assertEquals(RelayChoiceViewModel.Kind.RELAY, model.kind().get());
    model.text().set("chat.example:8080");
    assertEquals(RelayChoiceViewModel.Kind.CLASSIC, model.kind().get());
    model.say(RelayChoiceViewModel.Kind.RELAY);
    model.text().set("other.example:8080");
    assertEquals(RelayChoiceViewModel.Kind.RELAY, model.kind().get());
    model.say(RelayChoiceViewModel.Kind.CLASSIC);
    model.use();
    assertEquals(List.of(new RelayAddress.Classic("other.example", 8080)), chosen);
  }

  @Test
  void aLinkIsAlwaysAQuestion() {
    known.add(new RelayAddress.Parley(RELAY));
    RelayChoiceViewModel model = typed("");
    model.consider(RELAY);
    assertEquals(
        new RelayStep.Question(RELAY, Origin.LINK, Acquaintance.SAME_KEY), model.step().get());
    model.cancel();
    assertTrue(model.done().get());
    assertEquals(List.of(), chosen);
  }

  @Test
  void itComplainsOnlyIfOneInsists() {
    RelayChoiceViewModel model = typed("relay:");
    assertFalse(model.insisted().get());
    model.use();
    assertTrue(model.insisted().get());
    model.text().set("relay:7");
    assertFalse(model.insisted().get());
  }

  private RelayChoiceViewModel typed(String text) {
    RelayChoiceViewModel model =
        new RelayChoiceViewModel(
            Runnable::run,
            background::add,
            (host, port) -> {
              IOException trouble = failure;
              if (trouble != null) {
                throw trouble;
              }
              return new Invitation(host, port, RELAY.relay());
            },
            known,
            chosen::add);
    model.text().set(text);
    return model;
  }

  private static Fingerprint key(int seed) {
    byte[] bytes = new byte[Fingerprint.BYTES];
    Arrays.fill(bytes, (byte) seed);
    return new Fingerprint(bytes);
  }
}
