package chat.parley.client;

import chat.parley.model.Connection;
import chat.parley.model.RelayAddress;
import chat.parley.wire.classic.ClassicBody;
import java.util.EnumSet;
import java.util.Set;

/// Dials a classic server, and tells apart what concerns the connection and what the room. Belongs to the
/// core thread.
final class ClassicLine implements Link.Dialer {
  /// Who talks over the line.
  interface User {
    /// The server took the nickname: now the key is to be announced.
    void opened(ClassicLink link);

    /// A frame came over the link of the last [#opened].
    void arrived(ClassicBody body, Runnable done);

    /// A frame came that makes no sense.
    void senseless(String sentence);
  }

  private final Core core;
  private final User user;
  private final String nickname;
  private final RelayAddress.Classic server;

  ClassicLine(Core core, User user, String nickname, RelayAddress.Classic server) {
    this.core = core;
    this.user = user;
    this.nickname = nickname;
    this.server = server;
  }

  @Override
  public Link dial(Link.Owner owner) {
    return ClassicLink.open(core, new Call(owner), nickname, server);
  }

  /// A taken name is taken by our own lost connection more often than not, which the server has yet to notice,
  /// and what is no server of ours is a gate of the network's.
  @Override
  public Set<Connection.Reason> passing() {
    return EnumSet.of(Connection.Reason.NAME_TAKEN, Connection.Reason.NOT_A_RELAY);
  }

  /// One link.
  private final class Call implements ClassicLink.Owner {
    private final Link.Owner owner;
    private boolean hasJoined;

    Call(Link.Owner owner) {
      this.owner = owner;
    }

    @Override
    public void opened(ClassicLink link) {
      user.opened(link);
    }

    /// One's own announcement comes back to oneself, too: from then on whoever joins is told of us.
    @Override
    public void arrived(ClassicLink link, ClassicBody body, Runnable done) {
      if (!hasJoined
          && body instanceof ClassicBody.AddKey addKey
          && addKey.nickname().equals(nickname)) {
        hasJoined = true;
        owner.joined(link, server.text());
      }
      user.arrived(body, done);
    }

    @Override
    public void senseless(ClassicLink link, String sentence) {
      user.senseless(sentence);
    }

    @Override
    public void ended(ClassicLink link, Connection.Reason reason) {
      owner.ended(link, reason);
    }
  }
}
