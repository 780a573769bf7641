package chat.parley.wire.parley;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.util.List;

/// What a client says to a relay.
public sealed interface FromClient {
  /// Proves who is there: the first frame of a client.
  ///
  /// @param key the identity's SubjectPublicKeyInfo DER
  /// @param signature over what `protocol-parley1.md`, *Login*, lists
  record Login(Name name, Bytes key, Bytes signature) implements FromClient {}

  /// A LOGIN whose name is none.
  record LoginMisnamed() implements FromClient {}

  /// Replaces all prekeys that the relay holds for this account.
  record Publish(List<SignedPrekey> prekeys) implements FromClient {
    public Publish {
      prekeys = List.copyOf(prekeys);
    }
  }

  /// Asks for a contact's key and one of its prekeys.
  ///
  /// @param request chosen by the client, comes back with the answer
  record Fetch(long request, Name name) implements FromClient {}

  /// Whose presence to tell: the whole set, in place of the last one.
  record Watch(List<Name> names) implements FromClient {
    public Watch {
      names = List.copyOf(names);
    }
  }

  /// Asks for a page of the directory.
  ///
  /// @param request chosen by the client, comes back with the answer
  /// @param after the last name of the page before; empty for the first
  record ListAccounts(long request, String after) implements FromClient {}

  /// Hands a payload over.
  ///
  /// @param transientOnly flag 1: it is not stored and not answered
  /// @param id 16 bytes; the same for the same bytes sent again
  record Send(boolean transientOnly, Bytes id, Name to, Bytes payload) implements FromClient {}

  /// Says that this DELIVER of this connection, and all before it, are dealt with.
  record Ack(long sequence) implements FromClient {}

  /// Asks whether the other side lives.
  ///
  /// @param echo 8 bytes
  record Ping(Bytes echo) implements FromClient {}

  /// Answers a ping with its bytes.
  record Pong(Bytes echo) implements FromClient {}

  /// A frame of a type that this side does not know.
  record Unknown(int type) implements FromClient {}
}
