package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;

/// A message that a relay was given. Each is one of its own, also where two hold the same.
final class SimulatedLetter {
  final Name from;
  final Name to;
  final Bytes id;
  final Bytes payload;
  final long time;
  final boolean isTransient;

  /// Whether the relay must keep it, having told its sender so.
  boolean promised;

  private SimulatedLetter(
      Name from, Name to, Bytes id, Bytes payload, long time, boolean isTransient) {
    this.from = from;
    this.to = to;
    this.id = id;
    this.payload = payload;
    this.time = time;
    this.isTransient = isTransient;
  }

  static SimulatedLetter of(Name sender, FromClient.Send send, long time) {
    return new SimulatedLetter(
        sender, send.to(), send.id(), send.payload(), time, send.transientOnly());
  }

  /// The same once more.
  SimulatedLetter again() {
    return new SimulatedLetter(from, to, id, payload, time, isTransient);
  }

  SimulatedLetter under(Name other) {
    return new SimulatedLetter(other, to, id, payload, time, isTransient);
  }

  SimulatedLetter with(Bytes other) {
    return new SimulatedLetter(from, to, id, other, time, isTransient);
  }

  /// A new message of the relay's own making.
  static SimulatedLetter forged(Name from, Name to, Bytes payload, long time) {
    return new SimulatedLetter(from, to, Bytes.of(new byte[16]), payload, time, false);
  }
}
