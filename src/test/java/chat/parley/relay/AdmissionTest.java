package chat.parley.relay;

import chat.parley.crypto.BadKeys;
import chat.parley.crypto.Keys;
import chat.parley.crypto.PublicKeyPem;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RefusalCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A relay that admits the people of a folder: who stays when the folder changes.
@Timeout(60)
class AdmissionTest {
  @TempDir private Path folder;
  private Path keys;
  private TestRelay relay;

  @BeforeEach
  void start() throws Exception {
    keys = Files.createDirectories(folder.resolve("keys"));
    ParleySettings open = TestRelay.settings(folder);
    relay =
        TestRelay.start(
            new ParleySettings(
                0,
                open.data(),
                Optional.empty(),
                new Admission.Keys(keys),
                true,
                open.mailbox(),
                open.limits()));
  }

  @AfterEach
  void close() {
    relay.close();
  }

  /// As when the folder is being replaced, or its disk is not mounted.
  @Test
  void aFolderThatIsNotInItsPlaceSpeaksAgainstNobodyWhoIsOnline() throws Exception {
    writeKey("alice");
    writeKey("bob");
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient bob = relay.loggedIn("bob")) {
      Files.move(keys, folder.resolve("elsewhere"));
      relay.relay().dismiss();
      Files.delete(folder.resolve("elsewhere").resolve("bob").resolve("pub.pem"));
      awaitLook(alice);
      Files.move(folder.resolve("elsewhere"), keys);
      alice.settle();
      relay.relay().dismiss();
      bob.expectRefused(RefusalCode.NOT_ADMITTED);
      alice.settle();
    }
  }

  /// More than are shown to a person who looks at such a folder.
  @Test
  void ofThousandsOfMembersNobodyIsEndedWhoIsInTheFolder() throws Exception {
    String pem = PublicKeyPem.write(Keys.publicKey());
    for (int i = 0; i < 2_100; i++) {
      writeKey("member" + i, pem);
    }
    List<String> lastRead;
    try (Stream<Path> order = Files.list(keys)) {
      lastRead = order.map(child -> String.valueOf(child.getFileName())).skip(2_090).toList();
    }
    try (ParleyTestClient member = relay.loggedIn(lastRead.getFirst());
        ParleyTestClient leaver = relay.loggedIn(lastRead.getLast())) {
      Files.delete(keys.resolve(lastRead.getLast()).resolve("pub.pem"));
      relay.relay().dismiss();
      leaver.expectRefused(RefusalCode.NOT_ADMITTED);
      member.settle();
    }
  }

  /// Checking a key costs more than a signature, and anybody may send a LOGIN: the file's own is checked for nobody else.
  @Test
  void theKeyInAFileIsCheckedOnlyForWhoSendsTheSame() throws Exception {
    for (byte[] bad : BadKeys.all().values()) {
      writeKey(
          "alice",
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bad)
              + "\n-----END PUBLIC KEY-----\n");
      try (ParleyTestClient stranger = relay.connect()) {
        stranger.expect(FromRelay.Challenge.class);
        stranger.send(login(TestRelay.person("alice").publicKey().spki()));
        stranger.expectRefused(RefusalCode.NOT_ADMITTED);
      }
      try (ParleyTestClient same = relay.connect()) {
        same.expect(FromRelay.Challenge.class);
        same.send(login(bad));
        same.expectRefused(RefusalCode.KEY_REJECTED);
      }
    }
  }

  private static FromClient.Login login(byte[] spki) {
    return new FromClient.Login(new Name("alice"), Bytes.of(spki), Bytes.of(new byte[256]));
  }

  /// Logins are checked by the threads that look who is let in still, and after what they were asked before.
  private void awaitLook(ParleyTestClient online) throws Exception {
    for (int i = 0; i < 2; i++) {
      try (ParleyTestClient client = relay.connect()) {
        client.send(
            ParleyTestClient.login(
                TestRelay.person("nobody"),
                new Name("nobody"),
                relay.pin(),
                client.expect(FromRelay.Challenge.class)));
        client.expectRefused(RefusalCode.NOT_ADMITTED);
      }
    }
    online.settle();
  }

  private void writeKey(String name) throws Exception {
    writeKey(name, PublicKeyPem.write(Keys.publicKey()));
  }

  private void writeKey(String name, String pem) throws Exception {
    Path folder = Files.createDirectories(keys.resolve(name));
    Files.writeString(folder.resolve("pub.pem"), pem);
  }
}
