package chat.parley.bench;

import chat.parley.crypto.RsaPrivate;
import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.session.ratchet.ContactSessions;
import chat.parley.session.ratchet.Party;
import chat.parley.session.ratchet.Payload;
import chat.parley.session.ratchet.PayloadRefused;
import chat.parley.session.ratchet.PrekeyPrivate;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Sessions of Parley 1, both sides on one thread, identities of 3072 bits.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SessionBenchmark {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Bytes CONTENT = Bytes.of(new byte[256]);

  private final Identity alice = identity("alice");
  private final Identity bob = identity("bob");
  private final PrekeyPrivate prekey = PrekeyPrivate.generate(true, RANDOM, NOW);
  private final Bytes signature = Bytes.of(prekey.prekey().sign(bob, RANDOM));
  private ContactSessions atAlice =
      ContactSessions.none(alice, new Party(bob.name(), bob.publicKey()));
  private ContactSessions atBob =
      ContactSessions.none(bob, new Party(alice.name(), alice.publicKey()));

  private static Identity identity(String name) {
    return new Identity(new Name(name), RsaPrivate.generate(3072, RANDOM));
  }

  @Setup(Level.Iteration)
  public void talk() throws Exception {
    atAlice = ContactSessions.none(alice, atAlice.contact());
    atBob = ContactSessions.none(bob, atBob.contact());
    open();
    toAlice();
    toBob();
  }

  private void open() throws Exception {
    atAlice = atAlice.initiate(prekey.prekey(), signature, RANDOM, NOW);
    toBob();
  }

  private Bytes toBob() throws Exception {
    ContactSessions.Sent sent = atAlice.send(CONTENT, RANDOM, NOW);
    atAlice = sent.next();
    ContactSessions.Received received = receive(atBob, sent.payload());
    atBob = received.next();
    return received.content();
  }

  private Bytes toAlice() throws Exception {
    ContactSessions.Sent sent = atBob.send(CONTENT, RANDOM, NOW);
    atBob = sent.next();
    ContactSessions.Received received = receive(atAlice, sent.payload());
    atAlice = received.next();
    return received.content();
  }

  private ContactSessions.Received receive(ContactSessions at, Bytes payload) throws Exception {
    return at.open(Payload.decode(payload), id -> Optional.of(prekey), tag -> false, RANDOM, NOW);
  }

  /// Encrypt and decrypt 256 bytes in an open session, in one direction.
  @Benchmark
  public Bytes message() throws Exception {
    return toBob();
  }

  /// A message there and one back: each side makes a new key pair.
  @Benchmark
  public Bytes fullTurn() throws Exception {
    toBob();
    return toAlice();
  }

  /// Open a session and say the first message: both signatures, both key agreements, both sides.
  @Benchmark
  public Bytes opening() throws Exception {
    ContactSessions initiator =
        ContactSessions.none(alice, atAlice.contact())
            .initiate(prekey.prekey(), signature, RANDOM, NOW);
    return receive(
            ContactSessions.none(bob, atBob.contact()),
            initiator.send(CONTENT, RANDOM, NOW).payload())
        .content();
  }

  /// Refuse the worst forgery: a new ratchet key and a counter of 10,000.
  @Benchmark
  public PayloadRefused worstForgery() throws Exception {
    byte[] forged = atAlice.send(CONTENT, RANDOM, NOW).payload().toArray();
    forged[2 + 16] ^= 1;
    forged[2 + 16 + 32 + 4 + 2] = (byte) (10_000 >> 8);
    try {
      receive(atBob, Bytes.of(forged));
      throw new IllegalStateException("a forgery was opened");
    } catch (PayloadRefused e) {
      return e;
    }
  }

  /// Write the state of an open session, as every commit does.
  @Benchmark
  public Bytes storedState() {
    return atBob.encode();
  }
}
