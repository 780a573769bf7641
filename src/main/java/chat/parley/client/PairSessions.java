package chat.parley.client;

import chat.parley.session.AlreadyOpened;
import chat.parley.session.NotOpened;
import chat.parley.session.classic.ClassicSession;
import chat.parley.session.classic.SealedText;
import chat.parley.session.classic.SessionWorn;
import org.jspecify.annotations.Nullable;

/// The sessions with one member: the one at hand, and the one before it. Belongs to the core thread.
///
/// Where two announce themselves at the same moment on an original server, each answers the other, and an
/// original goes on with the keys that it was sent while we hold those that it made. So both open, and what
/// opened last is what the member uses.
final class PairSessions {
  private ClassicSession current;
  private @Nullable ClassicSession other;

  PairSessions(ClassicSession first) {
    this.current = first;
  }

  /// Goes on with another session.
  void add(ClassicSession next) {
    if (other != null) {
      other.close();
    }
    other = current;
    current = next;
  }

  SealedText encrypt(String text) {
    return current.encrypt(text);
  }

  /// @throws SessionWorn if the session has opened as many as it can remember
  String decrypt(SealedText sealed) throws AlreadyOpened, NotOpened {
    try {
      return current.decrypt(sealed);
    } catch (SessionWorn worn) {
      throw worn;
    } catch (NotOpened notUnderThis) {
      if (other == null) {
        throw notUnderThis;
      }
      String text = other.decrypt(sealed);
      ClassicSession used = other;
      other = current;
      current = used;
      return text;
    }
  }

  /// Forgets all keys.
  void close() {
    current.close();
    if (other != null) {
      other.close();
    }
  }
}
