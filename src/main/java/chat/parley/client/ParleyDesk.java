package chat.parley.client;

import chat.parley.client.mail.Mail;
import chat.parley.client.mail.MailEvent;
import chat.parley.client.mail.Way;
import chat.parley.identity.Identity;
import chat.parley.identity.IdentityException;
import chat.parley.identity.PeerEntry;
import chat.parley.identity.PeerKey;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Disclosure;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Fingerprint;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import chat.parley.store.ClientDatabase;
import chat.parley.wire.parley.FromRelay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gives [Mail] a thread, a clock and a link, and tells listeners what comes of it. Belongs to the core
/// thread.
final class ParleyDesk implements Desk, ParleyLine.User, Mail.Outside {
  private final Core core;
  private final Listeners listeners;
  private final ClientDatabase database;
  private final Mail mail;
  private final Alarm alarm;
  private final Notices notices;
  private final Directories directories;
  private final Map<Name, List<CompletableFuture<Lookup>>> lookups = new HashMap<>();
  private Map<Name, PeerKey> files = Map.of();
  private Connection connection = new Connection.Connecting();
  private Consumer<Connection.Reason> halt = reason -> {};

  /// @param database of this identity at its relay; closed with the desk
  ParleyDesk(
      Core core,
      Identity me,
      ClientDatabase database,
      Listeners listeners,
      Messengers.Surroundings around) {
    this.core = core;
    this.listeners = listeners;
    this.database = database;
    this.mail = new Mail(me, database, this, around.random(), around.clock());
    this.alarm = new Alarm(core, around.clock(), this::wake);
    this.notices =
        new Notices(around.clock(), notice -> listeners.tell(new MessengerEvent.Noticed(notice)));
    this.directories = new Directories(me.name());
  }

  /// @param stop stops the connection, since nothing can be kept of what comes over it
  void onFailure(Consumer<Connection.Reason> stop) {
    halt = stop;
  }

  @Override
  public void begin() {
    mail.start();
    setAlarm();
  }

  @Override
  public List<Contact> contacts() {
    return mail.contacts();
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public Protection protection() {
    return Protection.PARLEY;
  }

  // What the user does

  @Override
  public void send(Name contact, String text) {
    mail.write(contact, text);
    setAlarm();
  }

  @Override
  public void reply(Name contact, String text, MessageId answered) {
    mail.write(contact, text, answered);
    setAlarm();
  }

  @Override
  public void edit(MessageId message, String text) {
    mail.edit(message, text);
    setAlarm();
  }

  @Override
  public void delete(MessageId message) {
    mail.delete(message);
    setAlarm();
  }

  @Override
  public void react(MessageId message, @Nullable Emoji emoji) {
    mail.react(message, emoji);
    setAlarm();
  }

  @Override
  public void setLifetime(Name contact, Lifetime lifetime) {
    mail.setLifetime(contact, lifetime);
    setAlarm();
  }

  @Override
  public Optional<DisplayName> displayName() {
    return mail.displayName();
  }

  @Override
  public void setDisplayName(@Nullable DisplayName name) {
    mail.setDisplayName(name);
    setAlarm();
  }

  @Override
  public void retry(MessageId message) {
    mail.retry(message);
    setAlarm();
  }

  @Override
  public void discard(MessageId message) {
    mail.discard(message);
    setAlarm();
  }

  @Override
  public List<ChatMessage> page(Name contact, @Nullable MessageId before, int limit) {
    return mail.page(contact, before, limit).orElseThrow(PageUnreadable::new);
  }

  @Override
  public Desk.Passage fromBeginning(Name contact) {
    return readable(mail.fromBeginning(contact));
  }

  @Override
  public Desk.Passage fromEnd(Name contact) {
    return readable(mail.fromEnd(contact));
  }

  private static Desk.Passage readable(chat.parley.client.mail.Passage passage) {
    return limit -> passage.next(limit).orElseThrow(PageUnreadable::new);
  }

  @Override
  public void markRead(Name contact) {
    mail.markRead(contact);
    setAlarm();
  }

  @Override
  public void typing(Name contact) {
    mail.typing(contact);
    setAlarm();
  }

  @Override
  public void disclose(Disclosure disclosure) {
    mail.disclose(disclosure);
    setAlarm();
  }

  @Override
  public void accept(Name contact) {
    mail.accept(contact);
    setAlarm();
  }

  @Override
  public void decline(Name contact) {
    mail.decline(contact);
    setAlarm();
  }

  @Override
  public void block(Name contact) {
    mail.block(contact);
    setAlarm();
  }

  @Override
  public void unblock(Name contact) {
    mail.unblock(contact);
    setAlarm();
  }

  @Override
  public void verify(Name contact, Fingerprint compared) {
    mail.verify(contact, compared);
    setAlarm();
  }

  @Override
  public void withdrawVerification(Name contact) {
    mail.withdrawVerification(contact);
    setAlarm();
  }

  @Override
  public void meet(Name name, CompletableFuture<Lookup> answer) {
    lookups.computeIfAbsent(name, asked -> new ArrayList<>()).add(answer);
    mail.meet(name);
    setAlarm();
  }

  @Override
  public void directory(CompletableFuture<Directory> answer) {
    directories.read(answer);
  }

  // Keys

  @Override
  public void keysRead(List<PeerEntry> peers) {
    Map<Name, PeerKey> read = new HashMap<>();
    for (PeerEntry peer : peers) {
      if (peer.key() != null) {
        read.put(peer.name(), peer.key());
      }
    }
    files = read;
    mail.keysRead(peers);
    setAlarm();
  }

  @Override
  public Optional<ShownKey> shownKey(Name contact) {
    return mail.shownKey(contact).flatMap(spki -> shownKey(contact, spki));
  }

  private Optional<ShownKey> shownKey(Name contact, Bytes spki) {
    try {
      PublicIdentity owner = PublicIdentity.of(contact, spki.toArray());
      PeerKey inFolder = files.get(contact);
      return Optional.of(
          inFolder != null && inFolder.fingerprint().equals(owner.fingerprint())
              ? new ShownKey(owner, inFolder.file())
              : new ShownKey(owner, null));
    } catch (IdentityException unusable) {
      return Optional.empty();
    }
  }

  // The connection

  @Override
  public void connected(FromRelay.Welcome welcome, Way way) {
    directories.connected(way);
    mail.connected(welcome, way);
    setAlarm();
  }

  @Override
  public List<FromRelay> arrived(List<FromRelay> frames) {
    List<FromRelay> rest = frames.stream().filter(frame -> !directories.takes(frame)).toList();
    if (rest.isEmpty()) {
      return rest;
    }
    List<FromRelay> left = mail.arrived(rest);
    setAlarm();
    return left;
  }

  @Override
  public void roomAgain() {
    mail.roomAgain();
    setAlarm();
  }

  @Override
  public void disconnected() {
    directories.disconnected();
    mail.disconnected();
    setAlarm();
  }

  @Override
  public void changed(Connection next) {
    connection = next;
    listeners.tell(new MessengerEvent.ConnectionChanged(next));
  }

  // Time

  private void wake() {
    mail.wake();
    setAlarm();
  }

  private void setAlarm() {
    alarm.set(mail.due());
  }

  // What comes of it

  @Override
  public void tell(Notice notice) {
    notices.tell(notice);
  }

  @Override
  public void tell(MailEvent event) {
    switch (event) {
      case MailEvent.ContactChanged(Contact contact) ->
          listeners.tell(new MessengerEvent.ContactChanged(contact));
      case MailEvent.ContactGone(Name contact) ->
          listeners.tell(new MessengerEvent.ContactGone(contact));
      case MailEvent.MessageAdded(ChatMessage message, MessageId before) ->
          listeners.tell(new MessengerEvent.MessageAdded(message, before));
      case MailEvent.MessageChanged(ChatMessage message) ->
          listeners.tell(new MessengerEvent.MessageChanged(message));
      case MailEvent.MessageRemoved(Name conversation, MessageId id) ->
          listeners.tell(new MessengerEvent.MessageRemoved(conversation, id));
      case MailEvent.LookedUp(Name name, MailEvent.LookedUp.Finding finding) ->
          lookedUp(name, lookup(finding));
      case MailEvent.RequestCame(Name name) -> notices.tell(new Notice.RequestCame(name));
      case MailEvent.OtherKeyOffered(Name contact) ->
          notices.tell(new Notice.OtherKeyOffered(contact));
      case MailEvent.DisplayNameChosen(DisplayName name) ->
          listeners.tell(new MessengerEvent.DisplayNameChosen(name));
      case MailEvent.RowsLost(int rows) -> notices.tell(new Notice.HistoryEntriesLost(rows));
      case MailEvent.NotSaved _ -> halt.accept(Connection.Reason.HISTORY_FAILED);
    }
  }

  private void lookedUp(Name name, Lookup lookup) {
    List<CompletableFuture<Lookup>> asked = lookups.remove(name);
    if (asked != null) {
      asked.forEach(answer -> answer.complete(lookup));
    }
  }

  private static Lookup lookup(MailEvent.LookedUp.Finding finding) {
    return switch (finding) {
      case FOUND -> Lookup.FOUND;
      case NOBODY -> Lookup.NOBODY;
      case ONESELF -> Lookup.ONESELF;
      case NOT_CONNECTED -> Lookup.NOT_CONNECTED;
      case REFUSED -> Lookup.REFUSED;
    };
  }

  @Override
  public void offload(Supplier<Runnable> work) {
    core.offload(
        () -> {
          Runnable then = work.get();
          return () -> {
            then.run();
            setAlarm();
          };
        },
        () -> {});
  }

  @Override
  public void close() {
    alarm.stop();
    lookups.values().forEach(asked -> asked.forEach(answer -> answer.cancel(false)));
    lookups.clear();
    database.close();
  }
}
