package chat.parley.store;

import static chat.parley.store.TestDatabase.BOB;
import static chat.parley.store.TestDatabase.CAROL;
import static chat.parley.store.TestDatabase.KEY;
import static chat.parley.store.TestDatabase.NOW;
import static chat.parley.store.TestDatabase.contentId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.model.Contact.Standing;
import chat.parley.model.Emoji;
import chat.parley.model.Name;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was done to contents that have not come.
class EarlyTableTest {
  @TempDir private Path folder;

  @Test
  void ofOneKindOnOneContentTheOneThatCountsIsKept() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
      EarlyAct edit = edit(1, 5);
      EarlyAct reaction = new EarlyAct(new Act.Reaction(contentId(1), new Emoji("!")), KEY, NOW);
      EarlyAct deletion = new EarlyAct(new Act.Deletion(contentId(2)), KEY, NOW);
      database.change(
          tables -> {
            EarlyTable early = tables.early();
            early.put(BOB, edit(1, 3));
            early.put(BOB, edit);
            early.put(BOB, edit(1, 4));
            early.put(BOB, reaction);
            early.put(BOB, edit(2, 7));
            early.put(BOB, deletion);
            early.put(BOB, edit(2, 8));
            assertEquals(3, early.count(BOB));
          });
      database.change(
          tables -> {
            EarlyTable early = tables.early();
            assertEquals(List.of(), early.take(CAROL, contentId(1), KEY));
            assertEquals(List.of(), early.take(BOB, contentId(1), TestDatabase.PIN));
            assertEquals(List.of(edit, reaction), early.take(BOB, contentId(1), KEY));
            assertEquals(List.of(deletion), early.take(BOB, contentId(2), KEY));
            assertEquals(0, early.count(BOB));
          });
    }
  }

  @Test
  void ofOneContactTheOldestGoes() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
      database.change(
          tables -> {
            EarlyTable early = tables.early();
            early.put(CAROL, edit(0, 0));
            for (int i = 0; i <= EarlyTable.MOST_OF_CONTACT; i++) {
              early.put(BOB, edit(i, i));
            }
            assertEquals(EarlyTable.MOST_OF_CONTACT, early.count(BOB));
            assertEquals(List.of(), early.take(BOB, contentId(0), KEY));
            assertEquals(List.of(edit(1, 1)), early.take(BOB, contentId(1), KEY));
            assertEquals(1, early.count(CAROL));
          });
    }
  }

  /// Whoever holds back a text, and lets its deletion pass, must not get rid of that by more of the kind.
  @Test
  void aDeletionStaysWhileThereIsAnythingElse() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
      EarlyAct deletion = new EarlyAct(new Act.Deletion(contentId(999)), KEY, NOW);
      database.change(
          tables -> {
            EarlyTable early = tables.early();
            early.put(BOB, deletion);
            for (int i = 0; i < 2 * EarlyTable.MOST_OF_CONTACT; i++) {
              early.put(BOB, edit(i, i));
            }
            assertEquals(EarlyTable.MOST_OF_CONTACT, early.count(BOB));
            assertEquals(List.of(deletion), early.take(BOB, contentId(999), KEY));
          });
    }
  }

  @Test
  void inAllThoseWhoHaveMostGiveWay() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
      int crowd = EarlyTable.MOST / EarlyTable.MOST_OF_CONTACT + 4;
      database.change(
          tables -> {
            tables.early().put(BOB, edit(0, 0));
            for (int i = 0; i < crowd; i++) {
              Name name = new Name("member" + i);
              tables.contacts().put(StoredContact.of(name, Standing.ACCEPTED));
              for (int j = 0; j < EarlyTable.MOST_OF_CONTACT; j++) {
                tables.early().put(name, edit(j, j));
              }
            }
            int all = tables.early().count(BOB);
            for (int i = 0; i < crowd; i++) {
              all += tables.early().count(new Name("member" + i));
            }
            assertEquals(EarlyTable.MOST, all);
            assertEquals(1, tables.early().count(BOB));
          });
    }
  }

  @Test
  void theyGoWithTheirContactAndAreForgottenForIt() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
      database.change(
          tables -> {
            tables.early().put(BOB, edit(1, 1));
            tables.early().put(CAROL, edit(1, 1));
            tables.early().clear(CAROL);
            assertEquals(0, tables.early().count(CAROL));
            tables.contacts().remove(BOB);
            tables.contacts().put(StoredContact.of(BOB, Standing.ACCEPTED));
            assertEquals(0, tables.early().count(BOB));
          });
    }
  }

  @Test
  void whatIsAboutNothingDoesNotWait() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
      EarlyAct profile = new EarlyAct(new Act.Profile(null), KEY, NOW);
      assertThrows(
          IllegalArgumentException.class,
          () -> database.change(tables -> tables.early().put(BOB, profile)));
    }
  }

  private static EarlyAct edit(int content, int second) {
    return new EarlyAct(
        new Act.Edit(contentId(content), "edit " + second), KEY, NOW.plusSeconds(second));
  }
}
