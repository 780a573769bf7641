package chat.parley.ui.login;

import chat.parley.client.RelayMeeting;
import chat.parley.identity.NotARelay;
import chat.parley.model.HostPort;
import chat.parley.model.Invitation;
import chat.parley.model.RelayAddress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Finds out which relay is meant: by an invitation, by an address whose key the user compares, or by the
/// address of a classic server. Nothing is connected to by this; only a key is asked for.
///
/// All methods belong to the FX thread; the relay is asked on the background executor.
final class RelayChoiceViewModel {
  private static final RelayStep TYPING = new RelayStep.Typing();

  /// What listens at an address.
  public enum Kind {
    RELAY,
    CLASSIC
  }

  /// Why a key could not be asked for.
  public enum Trouble {
    NOT_REACHED,
    NOT_A_RELAY
  }

  private final Executor ui;
  private final Executor background;
  private final RelayMeeting meeting;
  private final List<RelayAddress> known;
  private final Consumer<RelayAddress> chosen;

  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<TypedRelay> typed =
      new ReadOnlyObjectWrapper<>(new TypedRelay.Nothing());
  private final ReadOnlyObjectWrapper<Kind> kind = new ReadOnlyObjectWrapper<>(Kind.RELAY);
  private final ReadOnlyObjectWrapper<RelayStep> step = new ReadOnlyObjectWrapper<>(TYPING);
  private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper insisted = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper();
  private boolean kindIsSaid;
  private int turn;

  /// @param known the relays used before
  /// @param chosen takes the choice; on the FX thread
  RelayChoiceViewModel(
      Executor ui,
      Executor background,
      RelayMeeting meeting,
      List<RelayAddress> known,
      Consumer<RelayAddress> chosen) {
    this.ui = ui;
    this.background = background;
    this.meeting = meeting;
    this.known = List.copyOf(known);
    this.chosen = chosen;
    text.subscribe((before, now) -> read(now));
    kind.subscribe(() -> trouble.set(null));
  }

  // Properties

  /// What is typed.
  public StringProperty text() {
    return text;
  }

  /// What that means.
  ReadOnlyObjectProperty<TypedRelay> typed() {
    return typed.getReadOnlyProperty();
  }

  /// What listens there, if only an address is typed: what the user says, or what its port suggests.
  ReadOnlyObjectProperty<Kind> kind() {
    return kind.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<RelayStep> step() {
    return step.getReadOnlyProperty();
  }

  /// Why the last try to ask for a key failed, until something else is typed.
  public ReadOnlyObjectProperty<@Nullable Trouble> trouble() {
    return trouble.getReadOnlyProperty();
  }

  /// Whether the user tried to use what makes no sense yet.
  public ReadOnlyBooleanProperty insisted() {
    return insisted.getReadOnlyProperty();
  }

  /// Whether this is over: something was chosen, or nothing is to be.
  public ReadOnlyBooleanProperty done() {
    return done.getReadOnlyProperty();
  }

  // Commands

  /// Says what listens there.
  void say(Kind said) {
    kindIsSaid = true;
    kind.set(said);
  }

  /// Uses what is typed, or asks what has to be asked first.
  public void use() {
    if (!step.get().equals(TYPING)) {
      return;
    }
    trouble.set(null);
    switch (typed.get()) {
      case TypedRelay.Invited(Invitation invitation) -> invited(invitation);
      case TypedRelay.Address(HostPort relay, RelayAddress.Classic classic) -> {
        if (kind.get() == Kind.CLASSIC) {
          choose(classic);
        } else {
          ask(relay);
        }
      }
      case TypedRelay.Nothing ignored -> insisted.set(true);
      case TypedRelay.Unclear ignored -> insisted.set(true);
    }
  }

  /// Asks whether to use the relay of a link that was opened.
  public void consider(Invitation link) {
    step.set(new RelayStep.Question(link, RelayStep.Origin.LINK, acquaintance(link)));
  }

  /// Says yes to the question.
  public void accept() {
    if (step.get() instanceof RelayStep.Question question) {
      choose(new RelayAddress.Parley(question.invitation()));
    }
  }

  /// Goes one step back, at last out of here.
  public void cancel() {
    turn++;
    RelayStep now = step.get();
    if (now.equals(TYPING)
        || (now instanceof RelayStep.Question question
            && question.origin() == RelayStep.Origin.LINK)) {
      done.set(true);
    } else {
      step.set(TYPING);
    }
  }

  private void read(String now) {
    TypedRelay after = TypedRelay.read(now);
    trouble.set(null);
    insisted.set(false);
    typed.set(after);
    switch (after) {
      case TypedRelay.Nothing() -> kindIsSaid = false;
      case TypedRelay.Address(HostPort relay, RelayAddress.Classic ignored) -> {
        if (!kindIsSaid) {
          kind.set(relay.port() == RelayAddress.CLASSIC_PORT ? Kind.CLASSIC : Kind.RELAY);
        }
      }
      default -> {
        // What listens there is no question.
      }
    }
  }

  private void invited(Invitation invitation) {
    RelayStep.Acquaintance acquaintance = acquaintance(invitation);
    if (acquaintance == RelayStep.Acquaintance.OTHER_KEY) {
      step.set(new RelayStep.Question(invitation, RelayStep.Origin.TYPED, acquaintance));
    } else {
      choose(new RelayAddress.Parley(invitation));
    }
  }

  private void ask(HostPort address) {
    int asked = ++turn;
    step.set(new RelayStep.Asking(address));
    background.execute(
        () -> {
          try {
            Invitation met = meeting.ask(address.host(), address.port());
            ui.execute(() -> met(asked, address, met));
          } catch (NotARelay e) {
            ui.execute(() -> failed(asked, Trouble.NOT_A_RELAY));
          } catch (IOException | IllegalArgumentException e) {
            ui.execute(() -> failed(asked, Trouble.NOT_REACHED));
          }
        });
  }

  /// A relay that is known keeps the key it is known by: another one takes an invitation.
  private void met(int asked, HostPort address, Invitation met) {
    if (asked != turn) {
      return;
    }
    switch (acquaintance(met)) {
      case NONE ->
          step.set(new RelayStep.Question(met, RelayStep.Origin.MET, RelayStep.Acquaintance.NONE));
      case SAME_KEY -> choose(new RelayAddress.Parley(met));
      case OTHER_KEY -> step.set(new RelayStep.OtherKey(address));
    }
  }

  private void failed(int asked, Trouble reason) {
    if (asked == turn) {
      step.set(TYPING);
      trouble.set(reason);
    }
  }

  private RelayStep.Acquaintance acquaintance(Invitation invitation) {
    Optional<Invitation> last =
        known.stream()
            .filter(RelayAddress.Parley.class::isInstance)
            .map(relay -> ((RelayAddress.Parley) relay).invitation())
            .filter(invitation::isForSameAddress)
            .findFirst();
    return last.map(
            before ->
                before.relay().equals(invitation.relay())
                    ? RelayStep.Acquaintance.SAME_KEY
                    : RelayStep.Acquaintance.OTHER_KEY)
        .orElse(RelayStep.Acquaintance.NONE);
  }

  private void choose(RelayAddress relay) {
    chosen.accept(relay);
    done.set(true);
  }
}
