package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.client.Lookup;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Notice;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars;
import chat.parley.model.Protection;
import chat.parley.model.Quote;
import chat.parley.model.Trust;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenCommandTest {
  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00.250Z");

  private final FakeMessenger messenger = new FakeMessenger(new Name("alice"), () -> TIME);
  private Name bob;

  @BeforeEach
  void begin() {
    messenger.protection(Protection.PARLEY);
    bob = messenger.contact("bob");
  }

  @Test
  void aTextIsOneObjectOnOneLine() throws Exception {
    CliRun run = listen();
    messenger.receive(bob, "first\nsecond \"quoted\"");

    assertEquals(
        """
        {"kind":"text","id":"00000000000000000000000000000001","from":"bob",\
        "at":"2026-03-01T10:00:00.250Z","text":"first\\nsecond \\"quoted\\"",\
        "trust":"seen-before","keyInDoubt":false}\
        """,
        run.line());
    end(run);
  }

  @Test
  void whatNobodyLookedAtComesFirstAndThenCountsAsRead() throws Exception {
    messenger.receive(bob, "read long ago");
    messenger.markRead(bob);
    messenger.note(bob, ChatMessage.Note.Kind.SESSION_REPLACED);
    messenger.receive(bob, "one");
    messenger.receive(bob, "two");
    messenger.holdPages();
    CliRun run = listen();
    messenger.receive(bob, "three");
    messenger.releasePages();

    assertEquals("one", text(run));
    assertEquals("two", text(run));
    assertEquals("three", text(run));
    assertTrue(messenger.calls().contains("markRead bob"));
    messenger.receive(bob, "four");
    assertEquals("four", text(run));
    end(run);
  }

  @Test
  void aLongBacklogIsReadPageByPage() throws Exception {
    for (int number = 0; number < 1_200; number++) {
      messenger.receive(bob, "text " + number);
    }
    CliRun run = listen();
    for (int number = 0; number < 1_200; number++) {
      assertEquals("text " + number, text(run));
    }
    end(run);
  }

  @Test
  void aStrangersTextIsARequestUntilItIsAccepted() throws Exception {
    Name dave = messenger.request("dave", "let me in");
    CompletableFuture<Contact> accepted = new CompletableFuture<>();
    messenger.listen(
        event -> {
          if (event instanceof MessengerEvent.ContactChanged(Contact contact)
              && contact.name().equals(dave)
              && contact.standing() == Contact.Standing.ACCEPTED) {
            accepted.complete(contact);
          }
        });
    CliRun run = CliRun.reading(messenger, "{\"accept\":\"dave\"}\n", "listen", "--send");

    JsonObject request = run.event("request");
    assertEquals("let me in", request.get("text").getAsString());
    assertEquals("new", request.get("trust").getAsString());
    accepted.get(20, TimeUnit.SECONDS);
    messenger.receive(dave, "thanks");
    assertEquals("thanks", text(run));
    end(run);
  }

  @Test
  void doubtAboutAKeyIsInTheLine() throws Exception {
    CliRun run = listen();
    messenger.trust(bob, new Trust.Changed(FakeMessenger.fingerprintOf("before"), true));
    messenger.receive(bob, "is it me?");

    assertEquals("changed", run.event("text").get("trust").getAsString());
    end(run);
  }

  @Test
  void whatBecomesOfATextIsToldOnce() throws Exception {
    CliRun run = listen();
    MessageId text = messenger.receive(bob, "frist");
    assertEquals("frist", text(run));
    messenger.particulars(text, now -> particulars(now, new Emoji("!")));
    assertEquals("!", run.event("reaction").get("reaction").getAsString());
    messenger.particulars(text, now -> particulars(now, new Emoji("!")));
    messenger.editedByContact(text, "first");
    assertEquals(
        "{\"kind\":\"edit\",\"id\":\"" + text.hex() + "\",\"from\":\"bob\",\"text\":\"first\"}",
        run.line());
    messenger.deleted(text);
    assertEquals(
        "{\"kind\":\"delete\",\"id\":\"" + text.hex() + "\",\"from\":\"bob\"}", run.line());
    messenger.deleted(text);
    messenger.expire(text);
    assertEquals("{\"kind\":\"gone\",\"id\":\"" + text.hex() + "\",\"from\":\"bob\"}", run.line());
    messenger.change(bob, now -> now.withDisplayName(new DisplayName("Bobby")));
    assertEquals("{\"kind\":\"profile\",\"from\":\"bob\",\"name\":\"Bobby\"}", run.line());
    end(run);
  }

  @Test
  void aReactionToATextOfOnesOwnIsTold() throws Exception {
    CliRun run = listen();
    MessageId own = messenger.sent(bob, "mine", TIME, new Delivery.Delivered());
    run.event("delivery");
    messenger.particulars(own, now -> particulars(now, new Emoji("?")));
    assertEquals(own.hex(), run.event("reaction").get("id").getAsString());
    end(run);
  }

  @Test
  void aTextSaysWhatItAnswersAndWhenItDisappears() throws Exception {
    MessageId first = messenger.receive(bob, "one");
    MessageId second = messenger.receive(bob, "two");
    messenger.particulars(
        second,
        now ->
            new Particulars(
                Quote.of(first, false, "one"),
                false,
                false,
                null,
                null,
                new Particulars.Expiry(Duration.ofHours(1), null)));
    CliRun run = listen();
    assertFalse(run.event("text").has("replyTo"));
    JsonObject answer = run.event("text");
    assertEquals(first.hex(), answer.get("replyTo").getAsString());
    assertEquals(3_600, answer.get("expiresAfter").getAsLong());
    end(run);
  }

  private static Particulars particulars(Particulars now, Emoji theirs) {
    return new Particulars(
        now.quote(), now.isEdited(), now.isDeleted(), now.mine(), theirs, now.expiry());
  }

  @Test
  void whatIsReadIsDoneToTexts() throws Exception {
    MessageId text = messenger.receive(bob, "one");
    String id = text.hex();
    String input =
        String.join(
            "\n",
            "{\"to\":\"bob\",\"text\":\"yes\",\"replyTo\":\"" + id + "\"}",
            "{\"edit\":\"" + id + "\",\"text\":\"other\"}",
            "{\"delete\":\"" + id + "\"}",
            "{\"react\":\"" + id + "\",\"with\":\"!\"}",
            "{\"react\":\"" + id + "\",\"with\":\"\"}",
            "{\"to\":\"bob\",\"disappear\":\"day\"}",
            "{\"name\":\"Ali\"}",
            "{\"edit\":\"" + id + "\",\"text\":\" \"}",
            "{\"delete\":\"../../etc\"}",
            "{\"react\":\"" + id + "\",\"with\":\"two\"}",
            "{\"to\":\"bob\",\"disappear\":\"now\"}",
            "{\"name\":\"a\\u202eb\"}",
            "{\"delete\":\"" + id + "\",\"accept\":\"bob\"}",
            "");
    CliRun run = CliRun.reading(messenger, input, "listen", "--send");
    for (int line = 8; line <= 13; line++) {
      assertEquals(line, run.event("refused").get("line").getAsInt());
    }
    assertTrue(
        messenger
            .calls()
            .containsAll(
                List.of(
                    "reply to " + id,
                    "edit " + id + ": other",
                    "delete " + id,
                    "react " + id + " !",
                    "react " + id + " ",
                    "setLifetime bob DAY",
                    "setDisplayName Ali")));
    end(run);
  }

  @Test
  void linesAboutConversationsAndNoticesHaveStableWords() throws Exception {
    CliRun run = listen();
    messenger.note(bob, ChatMessage.Note.Kind.SESSION_REPLACED);
    assertEquals("session-replaced", run.event("note").get("note").getAsString());
    messenger.change(bob, contact -> contact.withMissing(2));
    assertEquals(
        "{\"kind\":\"missing\",\"from\":\"bob\",\"count\":2}", run.event("missing").toString());
    messenger.notice(new Notice.RequestCame(new Name("dave")));
    assertEquals(
        "{\"kind\":\"notice\",\"notice\":\"request-came\",\"from\":\"dave\"}",
        run.event("notice").toString());
    messenger.notice(new Notice.ServerSays("tea\u001b[2J"));
    assertEquals(
        "{\"kind\":\"notice\",\"notice\":\"server-says\",\"detail\":\"tea\\u001b[2J\"}",
        run.line());
    messenger.connection(new Connection.Waiting(Connection.Reason.LOST, TIME));
    assertEquals("{\"kind\":\"disconnected\",\"reason\":\"lost\",\"again\":true}", run.line());
    end(run);
  }

  @Test
  void itSendsWhatItReadsAndTellsWhatBecomesOfIt() throws Exception {
    CliRun run =
        CliRun.reading(
            messenger,
            """
            {"to":"bob","text":"answer","ref":"a1"}
            {"to":"bob","text":"no ref"}
            """,
            "listen",
            "--send");

    JsonObject delivery = run.event("delivery");
    assertEquals("a1", delivery.get("ref").getAsString());
    assertEquals("accepted", delivery.get("state").getAsString());
    MessageId id = new MessageId(delivery.get("id").getAsString());
    assertFalse(run.event("delivery").has("ref"));
    messenger.delivery(id, new Delivery.Delivered());
    assertEquals(
        "{\"kind\":\"delivery\",\"id\":\"%s\",\"to\":\"bob\",\"ref\":\"a1\",\"state\":\"delivered\"}"
            .formatted(id),
        run.line());
    messenger.delivery(id, new Delivery.Delivered());
    messenger.delivery(id, new Delivery.Failed(Delivery.FailReason.KEY_REPLACED));
    assertTrue(run.line().contains("\"state\":\"failed\",\"reason\":\"key-replaced\""));
    end(run);
  }

  @Test
  void aLineThatMakesNoSenseIsRefusedAndTheNextOneIsObeyed() throws Exception {
    messenger.lookup(Lookup.NOBODY);
    CliRun run =
        CliRun.reading(
            messenger,
            """
            hello
            {"to":"bob"}
            {"to":"..","text":"x"}
            {"to":"bob","text":" "}
            {"to":"dave","text":"x"}

            {"to":"bob","text":"x"}
            """,
            "listen",
            "--send");

    for (int number = 1; number <= 5; number++) {
      assertEquals(number, run.event("refused").get("line").getAsInt());
    }
    assertEquals("accepted", run.event("delivery").get("state").getAsString());
    end(run);
  }

  @Test
  void whatNobodyReadsStaysUnread() throws Exception {
    CliRun run = listen();
    run.tear();
    messenger.receive(bob, "lost?");

    assertEquals(1, run.exitCode());
    assertEquals("Nobody reads the output any more.", run.err());
    assertFalse(messenger.calls().contains("markRead bob"));
    assertEquals(0, messenger.listeners());
  }

  @Test
  void theEndOfTheConnectionIsTheEnd() throws Exception {
    CliRun run = listen();
    messenger.connection(new Connection.Stopped(Connection.Reason.REPLACED));

    assertEquals("{\"kind\":\"disconnected\",\"reason\":\"replaced\",\"again\":false}", run.line());
    assertEquals(1, run.exitCode());
    assertEquals("The same identity logged in elsewhere.", run.err());
    assertTrue(messenger.calls().contains("close"));
  }

  private CliRun listen() throws Exception {
    CliRun run = CliRun.of(messenger, "listen");
    if (messenger.log(bob).isEmpty()) {
      assertEquals("{\"kind\":\"connected\",\"relay\":\"relay.example:8080\"}", run.line());
    }
    return run;
  }

  private static String text(CliRun run) throws Exception {
    return run.event("text").get("text").getAsString();
  }

  private void end(CliRun run) throws Exception {
    messenger.connection(new Connection.Stopped(Connection.Reason.CLOSED));
    assertEquals(1, run.exitCode());
  }
}
