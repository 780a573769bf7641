package chat.parley.ui.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.ui.login.NewIdentityViewModel.NameState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewIdentityViewModelTest {
  @TempDir private Path folder;
  private final List<Identity> made = new ArrayList<>();
  private final Deque<Runnable> background = new ArrayDeque<>();

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "dora, GOOD",
    "Dora, GOOD",
    "alice, TAKEN",
    "ALICE, TAKEN",
    "-dora, NOT_ALLOWED",
    "dora., NOT_ALLOWED",
    "all, NOT_ALLOWED",
    "con, NOT_ALLOWED",
    "döra, NOT_ALLOWED",
    "../alice, NOT_ALLOWED",
    "123456789012345678901234567890123, NOT_ALLOWED"
  })
  void theNameIsJudgedWhileItIsTyped(String typed, NameState expected) {
    NewIdentityViewModel model = model(Path.of("keys"), Runnable::run);
    model.name().set(typed);
    assertEquals(expected, model.nameState().get());
  }

  @Test
  void aKeyIsMadeOfTheSizeAskedForAndLocked() {
    NewIdentityViewModel model = model(folder, Runnable::run);
    model.name().set("Dora");
    model.bits().set(2048);
    char[] passphrase = "three unrelated words".toCharArray();
    model.create(passphrase);

    assertTrue(model.done().get());
    assertFalse(model.working().get());
    assertEquals(1, made.size());
    KeysFolderEntry dora = KeysFolder.at(folder).entries().getFirst();
    assertEquals("dora", dora.label());
    assertEquals(2048, dora.keyBits());
    assertTrue(dora.locked());
    assertEquals("", new String(passphrase).replace("\0", ""));
  }

  @Test
  void aKeyIsLargerUnlessAskedOtherwise() {
    assertEquals(3072, model(folder, Runnable::run).bits().get());
  }

  @Test
  void whoStopsItLeavesNothingBehind() throws IOException {
    NewIdentityViewModel model = model(folder, background::add);
    drain();
    model.name().set("dora");
    model.create(new char[0]);
    assertTrue(model.working().get());
    model.cancel();
    assertFalse(model.working().get());
    drain();
    assertFalse(model.done().get());
    assertTrue(made.isEmpty());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void anIdentityThatCameInTheMeantimeIsNotTouched() throws IOException {
    NewIdentityViewModel model = model(folder, Runnable::run);
    model.name().set("dora");
    Path there = Files.createDirectory(folder.resolve("Dora"));
    Files.writeString(there.resolve("priv.pem"), "precious");
    model.create(new char[0]);

    KeyProblem problem = model.problem().get();
    assertNotNull(problem);
    assertEquals(KeyProblem.Reason.ALREADY_EXISTS, problem.reason());
    assertFalse(model.done().get());
    assertEquals("precious", Files.readString(there.resolve("priv.pem")));
  }

  @Test
  void aPassphraseForABadNameIsWipedToo() {
    NewIdentityViewModel model = model(folder, Runnable::run);
    char[] passphrase = {'a', 'b'};
    model.create(passphrase);
    assertTrue(Arrays.equals(new char[2], passphrase));
  }

  @ParameterizedTest
  @CsvSource({
    "'', NONE",
    "password, WEAK",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa, WEAK",
    "Tr0ub4dor, FAIR",
    "correct horse battery staple, STRONG"
  })
  void aPassphraseIsJudgedRoughly(String passphrase, Strength expected) {
    assertEquals(expected, Strength.of(passphrase));
  }

  private NewIdentityViewModel model(Path keys, Executor executor) {
    return new NewIdentityViewModel(Runnable::run, executor, KeysFolder.at(keys), made::add);
  }

  private void drain() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }
}
