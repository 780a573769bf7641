package chat.parley.ui.kit;

import chat.parley.model.Delivery;
import chat.parley.model.Name;

/// How far a message of one's own has come: a mark, and words for it.
///
/// @param words what the mark means, and why, if the message waits or failed
public record DeliveryMark(Mark mark, String words) {
  /// Which mark it is.
  public enum Mark {
    WAITING,
    AT_RELAY,
    DELIVERED,
    READ,
    FAILED
  }

  private static final Texts TEXTS = Texts.of("kit");
  private static final Texts.Choices<Delivery.WaitReason> WAITS =
      TEXTS.choices(Delivery.WaitReason.class);
  private static final Texts.Choices<Delivery.FailReason> FAILURES =
      TEXTS.choices(Delivery.FailReason.class);

  public static DeliveryMark of(Delivery delivery, Name contact) {
    return switch (delivery) {
      case Delivery.Waiting(Delivery.WaitReason reason) ->
          new DeliveryMark(Mark.WAITING, WAITS.get(reason, contact));
      case Delivery.AtRelay() ->
          new DeliveryMark(Mark.AT_RELAY, TEXTS.get("delivery.at-relay", contact));
      case Delivery.Delivered() ->
          new DeliveryMark(Mark.DELIVERED, TEXTS.get("delivery.delivered", contact));
      case Delivery.Read() -> new DeliveryMark(Mark.READ, TEXTS.get("delivery.read", contact));
      case Delivery.Failed(Delivery.FailReason reason) ->
          new DeliveryMark(Mark.FAILED, FAILURES.get(reason, contact));
    };
  }
}
