package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Presence;
import chat.parley.python.PythonProgram;
import chat.parley.relay.Relay;
import chat.parley.relay.RelaySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Our client with originals: members and servers of the original's kind, in Python.
@Timeout(60)
class OriginalTest {
  private static final Path KEYS = Path.of("keys");

  @TempDir Path data;

  @Test
  void our_client_and_an_original_chat_over_our_relay_whoever_came_first() throws Exception {
    try (Relay relay = Relay.start(RelaySettings.onThisComputer(0));
        PythonProgram bob = PythonProgram.peer(relay.classicAddress(), KEYS, "bob")) {
      bob.await("skey", "from", "bob");
      try (Person alice =
              Person.join("alice", KEYS, data, relay.classicAddress()).awaitsConnection();
          PythonProgram carol = PythonProgram.peer(relay.classicAddress(), KEYS, "carol")) {
        carol.await("skey", "from", "alice", "ok", "true");
        alice.awaitsPresence("bob", Presence.HERE);
        alice.awaitsPresence("carol", Presence.HERE);
        String text = "Grüße, 世界 👋 \"\\ " + "long ".repeat(10_000);

        alice.writes("bob", text);
        assertEquals(text, bob.await("message", "from", "alice").get("text").getAsString());
        alice.writes("carol", text);
        assertEquals(text, carol.await("message", "from", "alice").get("text").getAsString());
        bob.tell("send alice " + text);
        alice.awaitsTexts("bob", List.of(text));
        carol.tell("burst alice 300 hello");
        alice.awaitsTexts(
            "carol", IntStream.range(0, 300).mapToObj(number -> "hello " + number).toList());
        bob.tell("quit");
        assertEquals(0, bob.exitCode());
        alice.awaitsPresence("bob", Presence.AWAY);
      }
    }
  }

  @Test
  void our_clients_chat_over_an_original_server_with_each_other_and_with_originals()
      throws Exception {
    try (PythonProgram server = PythonProgram.server()) {
      var address = server.address();
      try (Person alice = Person.join("alice", KEYS, data, address).awaitsConnection();
          Person bob = Person.join("bob", KEYS, data, address);
          PythonProgram carol = PythonProgram.peer(address, KEYS, "carol")) {
        Person.meet(alice, bob);
        carol.await("skey", "from", "alice", "ok", "true");
        List<String> texts = IntStream.range(0, 300).mapToObj(number -> "text " + number).toList();
        texts.forEach(text -> alice.writes(bob, text));
        alice.writes("carol", "hello");
        bob.awaitsTexts("alice", texts);
        assertEquals("hello", carol.await("message", "from", "alice").get("text").getAsString());
        carol.tell("send alice hello yourself");
        alice.awaitsTexts("carol", List.of("hello yourself"));
        try (Person second = Person.join("bob", KEYS, data, address)) {
          second.awaitsStop(Connection.Reason.NAME_TAKEN);
        }
        bob.leaves();
        alice.awaitsPresence("bob", Presence.AWAY);
        alice.writes("bob", "later");
        alice.awaits(
            "it waits",
            () ->
                alice
                    .deliveriesTo("bob")
                    .getLast()
                    .equals(new Delivery.Waiting(Delivery.WaitReason.CONTACT_AWAY)));
      }
    }
  }

  @Test
  void an_original_that_signs_with_another_key_is_named_and_not_heard() throws Exception {
    try (Relay relay = Relay.start(RelaySettings.onThisComputer(0));
        Person alice = Person.join("alice", KEYS, data, relay.classicAddress()).awaitsConnection();
        PythonProgram impostor =
            PythonProgram.peer(relay.classicAddress(), KEYS, "bob", "--signs-with", "carol")) {
      alice.awaitsNotice(new Notice.SignatureWrong("bob"));
      alice.awaitsContact(
          "bob", contact -> contact.problem() == Contact.KeyProblem.SIGNATURE_WRONG);
      impostor.tell("send alice let me in");
      impostor.await("unsent", "to", "alice");
      assertEquals(List.of(), alice.textsFrom("bob"));
    }
  }
}
