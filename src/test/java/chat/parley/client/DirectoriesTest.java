package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.mail.Way;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an honest relay lists, and what becomes of a list without end.
class DirectoriesTest {
  private final Directories directories = new Directories(new Name("alice"));
  private final List<FromClient.ListAccounts> asked = new ArrayList<>();
  private final CompletableFuture<Directory> answer = new CompletableFuture<>();

  @BeforeEach
  void connect() {
    directories.connected(
        new Way() {
          @Override
          public void submit(FromClient frame) {
            asked.add((FromClient.ListAccounts) frame);
          }

          @Override
          public boolean hasRoom() {
            return true;
          }

          @Override
          public void abort() {}
        });
  }

  @Test
  void pagesAreReadOneAfterTheOtherWithoutOneself() {
    directories.read(answer);
    answer(true, "alice", "bob");
    answer(false, "carol");
    assertEquals(List.of("", "bob"), asked.stream().map(FromClient.ListAccounts::after).toList());
    assertEquals(new Directory(names("bob", "carol"), true, true), answer.join());
  }

  @Test
  void aPageThatLeadsNoFurtherIsTheLast() {
    directories.read(answer);
    answer(true, "alice");
    answer(true, "alice");
    assertEquals(2, asked.size());
    assertEquals(new Directory(List.of(), true, false), answer.join());
  }

  @Test
  void aListThatGoesBackIsNotReadAgain() {
    directories.read(answer);
    answer(true, "bob", "carol");
    answer(true, "bob");
    assertEquals(2, asked.size());
    assertEquals(new Directory(names("bob", "carol"), true, false), answer.join());
  }

  @Test
  void aClosedDirectoryAndALostConnectionAreAnswersToo() {
    directories.read(answer);
    assertTrue(directories.takes(new FromRelay.NoAccounts(asked.getFirst().request(), "closed")));
    assertEquals(Directory.CLOSED, answer.join());

    CompletableFuture<Directory> next = new CompletableFuture<>();
    directories.read(next);
    answer(true, "dave", "bob");
    directories.disconnected();
    assertEquals(new Directory(names("bob", "dave"), true, false), next.join());
  }

  @Test
  void anAnswerToNoQuestionIsNothing() {
    directories.read(answer);
    directories.takes(new FromRelay.Accounts(99, listed("mallory"), false));
    assertFalse(answer.isDone());
  }

  private void answer(boolean more, String... names) {
    directories.takes(new FromRelay.Accounts(asked.getLast().request(), listed(names), more));
  }

  private static List<FromRelay.Listed> listed(String... names) {
    Fingerprint key = new Fingerprint(new byte[32]);
    return names(names).stream().map(name -> new FromRelay.Listed(name, key)).toList();
  }

  private static List<Name> names(String... names) {
    return Stream.of(names).map(Name::new).toList();
  }
}
