package chat.parley.relay;

import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.relay.store.RelayStore;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// All that the connections of Parley 1 share on one relay. Belongs to the event loop.
final class ParleyService {
  private static final Duration EXPIRY = Duration.ofMinutes(10);
  private static final int USUAL_KEY = 300;
  private static final int NONCE_BYTES = 32;
  private static final int ECHO_BYTES = 8;

  private final ParleySettings settings;
  private final RelayStore store;
  private final LoopThread loop;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Members members = new Members();
  private final Presences presences;
  private final PostOffice office;
  private final PrekeyDesk prekeys;
  private final Directory directory;
  private final Doorkeeper doorkeeper;
  private final LetterMemory memory;
  private final PageMemory pages = new PageMemory();
  private final AddressLimits connects;
  private final AddressLimits logins;
  private final AddressLimits newNames;
  private final RateLimits<Name> requests;
  private final AddressLimits requestsOfAddress;

  /// @param relay this relay's own fingerprint
  /// @param loop the event loop, and where logins are checked
  /// @param prekeyLoop the same, and where prekeys are checked
  ParleyService(
      ParleySettings settings,
      Fingerprint relay,
      RelayStore store,
      LoopThread loop,
      LoopThread prekeyLoop,
      Clock clock) {
    ParleyLimits limits = settings.limits();
    this.settings = settings;
    this.store = store;
    this.loop = loop;
    this.clock = clock;
    this.presences = new Presences(clock);
    this.office =
        new PostOffice(members, store, loop, clock, new SendRates(limits, System::nanoTime));
    this.prekeys = new PrekeyDesk(members, store, prekeyLoop);
    this.directory = new Directory(settings.openDirectory(), store, loop);
    this.doorkeeper = new Doorkeeper(settings.admission(), relay);
    this.memory = new LetterMemory(limits.letterBytes());
    this.connects = new AddressLimits(limits.logins().times(2), System::nanoTime);
    this.logins = new AddressLimits(limits.logins(), System::nanoTime);
    this.newNames = new AddressLimits(limits.addresses().names(), System::nanoTime);
    this.requests = new RateLimits<>(limits.requests(), System::nanoTime);
    this.requestsOfAddress = new AddressLimits(limits.addresses().requests(), System::nanoTime);
  }

  /// Takes out what waited too long, and ends who is let in no more: now, and again and again.
  void lookAfter() {
    expire();
    dismiss();
    var _ = loop.after(EXPIRY, this::lookAfter);
  }

  /// A part at a time, between which others have their turn.
  private void expire() {
    loop.await(
        store.expire(),
        count -> {
          if (count == RelayStore.EXPIRED_AT_ONCE) {
            expire();
          }
        },
        failure -> {});
  }

  /// Ends those who are online and whom the folder of admitted keys no longer knows.
  void dismiss() {
    if (settings.admission() instanceof Admission.Keys) {
      List<PublicIdentity> online = members.identities();
      loop.check(
          () -> doorkeeper.noLongerAdmitted(online),
          gone -> gone.forEach(members::dismiss),
          () -> {
            // Next time.
          });
    }
  }

  void arrive(ParleyPeer peer) {
    members.arrive(peer);
    presences.arrive(peer);
  }

  void leave(ParleyPeer peer) {
    if (members.leave(peer)) {
      presences.leave(peer.name());
    }
  }

  DeliveryQueue newQueue(ParleyPeer peer) {
    return new DeliveryQueue(
        peer.name(), peer::tell, office, store, loop, settings.limits(), memory, pages);
  }

  /// Whether an address may connect once more, which costs a handshake.
  boolean mayConnect(ByteBuffer network) {
    return connects.take(network, 1);
  }

  /// Whether an address may try to log in once more. What a key costs grows with the cube of its length: one of 4096 bits
  /// counts as eight of 2048, one of 8192 as 64, and one of a length in between as the next longer one.
  boolean mayLogIn(ByteBuffer network, Bytes key) {
    long size = Math.max(1, Math.ceilDiv(key.length(), USUAL_KEY));
    return logins.take(network, size * size * size);
  }

  /// Whether an address may bind a name that nobody had before, which the store keeps for good.
  boolean mayTakeName(ByteBuffer network) {
    return newNames.take(network, 1);
  }

  /// Whether an account may ask for something that costs so much.
  boolean mayAsk(Name name, ByteBuffer network, int cost) {
    return requests.take(name, cost) && requestsOfAddress.take(network, cost);
  }

  Bytes newNonce() {
    return random(NONCE_BYTES);
  }

  Bytes newEcho() {
    return random(ECHO_BYTES);
  }

  private Bytes random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  ParleySettings settings() {
    return settings;
  }

  RelayStore store() {
    return store;
  }

  LoopThread loop() {
    return loop;
  }

  Clock clock() {
    return clock;
  }

  Members members() {
    return members;
  }

  Presences presences() {
    return presences;
  }

  PostOffice office() {
    return office;
  }

  PrekeyDesk prekeys() {
    return prekeys;
  }

  Directory directory() {
    return directory;
  }

  Doorkeeper doorkeeper() {
    return doorkeeper;
  }
}
