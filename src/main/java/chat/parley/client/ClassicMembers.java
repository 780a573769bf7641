package chat.parley.client;

import chat.parley.model.Name;
import chat.parley.wire.classic.ClassicBody;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Who is on the classic server, under which name each can be a contact, and how each stands. Belongs to the
/// core thread.
final class ClassicMembers {
  /// How a member stands.
  enum Standing {
    /// It proved its key, and has a session.
    PROVEN,
    /// There is no key to prove it by.
    KEY_MISSING,
    /// It signs with another key.
    SIGNATURE_WRONG
  }

  private static final int MAX_UNPROVEN = 1_000;

  /// Somebody whose nickname can be this contact's.
  ///
  /// @param sessions there are some exactly if it is proven
  /// @param introduction its announcement or session key, to look at again when its key comes
  record Member(
      String nickname,
      Standing standing,
      @Nullable PairSessions sessions,
      @Nullable ClassicBody introduction) {
    void close() {
      if (sessions != null) {
        sessions.close();
      }
    }
  }

  private final Map<Name, Member> members = new HashMap<>();
  private final Consumer<Name> changed;

  /// @param changed told whose standing is another, or who is gone
  ClassicMembers(Consumer<Name> changed) {
    this.changed = changed;
  }

  @Nullable Member find(Name name) {
    return members.get(name);
  }

  /// Somebody proved its key, in the place of whoever was here under this name: the caller tells.
  void prove(Name name, Member proven) {
    members.put(name, proven);
  }

  /// Somebody is here who proves nothing. Who has proven its key keeps its session, whatever somebody else
  /// does in its name.
  void stand(String nickname, Name name, Standing standing, @Nullable ClassicBody introduction) {
    Member before = members.get(name);
    boolean isProven = before != null && before.standing() == Standing.PROVEN;
    boolean isNoRoom =
        before == null && members.size() >= MAX_UNPROVEN && standing == Standing.KEY_MISSING;
    if (!isProven && !isNoRoom) {
      put(name, new Member(nickname, standing, null, introduction));
    }
  }

  void put(Name name, Member member) {
    Member before = members.put(name, member);
    if (before == null || before.standing() != member.standing()) {
      changed.accept(name);
    }
  }

  void remove(Name name) {
    Member member = members.remove(name);
    if (member != null) {
      member.close();
      changed.accept(name);
    }
  }

  /// Forgets everybody and all keys, and tells nobody.
  void close() {
    members.values().forEach(Member::close);
    members.clear();
  }
}
