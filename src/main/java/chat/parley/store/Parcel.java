package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import org.jspecify.annotations.Nullable;

/// An encrypted payload that the relay has not accepted yet.
///
/// @param order rises: parcels go out in this order, and again in it after a reconnect
/// @param sendId 16 bytes; the same bytes always go under the same id
/// @param payload what is sent
/// @param message the entry of the conversation it carries; null for receipts and their kin
/// @param content the id of the content it carries, if that has one to be found again by
public record Parcel(
    long order,
    Bytes sendId,
    Name contact,
    Bytes payload,
    @Nullable MessageId message,
    @Nullable Bytes content) {
  /// Whom it is for is private.
  @Override
  public String toString() {
    return "Parcel[" + order + ", " + payload.length() + " bytes]";
  }
}
