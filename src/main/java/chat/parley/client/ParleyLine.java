package chat.parley.client;

import chat.parley.client.mail.Way;
import chat.parley.model.Connection;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.util.List;

/// Dials a relay of Parley 1, and tells apart what concerns the connection and what the mail. Belongs to the
/// core thread.
final class ParleyLine implements Link.Dialer {
  /// Who talks over the line.
  interface User {
    /// Logged in: what is to be sent goes this way, until the connection is lost.
    void connected(FromRelay.Welcome welcome, Way way);

    /// All that came and is not dealt with.
    ///
    /// @return what is left, since it takes long: it comes again soon
    List<FromRelay> arrived(List<FromRelay> frames);

    /// The way has room again, after it had none.
    void roomAgain();
  }

  private final Core core;
  private final User user;
  private final RelayLogin login;
  private final ParleyLink.Target relay;

  ParleyLine(Core core, User user, RelayLogin login, ParleyLink.Target relay) {
    this.core = core;
    this.user = user;
    this.login = login;
    this.relay = relay;
  }

  @Override
  public Link dial(Link.Owner owner) {
    return ParleyLink.open(core, new Call(owner), login, relay);
  }

  /// One link.
  private final class Call implements ParleyLink.Owner {
    private final Link.Owner owner;

    Call(Link.Owner owner) {
      this.owner = owner;
    }

    @Override
    public void welcomed(ParleyLink link, FromRelay.Welcome welcome, String where) {
      owner.joined(link, where);
      user.connected(welcome, new WayOver(link));
    }

    @Override
    public List<FromRelay> arrived(List<FromRelay> frames) {
      return user.arrived(frames);
    }

    @Override
    public void roomAgain() {
      user.roomAgain();
    }

    @Override
    public void ended(ParleyLink link, Connection.Reason reason) {
      owner.ended(link, reason);
    }
  }

  private record WayOver(ParleyLink link) implements Way {
    @Override
    public void submit(FromClient frame) {
      link.submit(frame);
    }

    @Override
    public boolean hasRoom() {
      return link.hasRoom();
    }

    @Override
    public void abort() {
      link.abort();
    }
  }
}
