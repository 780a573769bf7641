package chat.parley.ui.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.Directory;
import chat.parley.client.FakeMessenger;
import chat.parley.client.Lookup;
import chat.parley.model.Name;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeetViewModelTest {
  private final FakeMessenger messenger = FakeMessenger.alice();
  private final List<Runnable> slow = new ArrayList<>();
  private final List<Runnable> answers = new ArrayList<>();
  private final List<Name> met = new ArrayList<>();
  private final MeetViewModel model =
      new MeetViewModel(messenger, answers::add, slow::add, met::add);

  @Test
  void whoIsFoundIsMet() {
    messenger.lookup(Lookup.FOUND);
    model.nameProperty().set(" Dave ");
    model.lookUp();
    answer();
    assertEquals(List.of(new Name("dave")), met);
    assertInstanceOf(Meeting.Nothing.class, model.meetingProperty().get());
  }

  @Test
  void everyAnswerButFoundIsSaidInWords() {
    for (Lookup lookup : Lookup.values()) {
      if (lookup != Lookup.FOUND) {
        messenger.lookup(lookup);
        model.nameProperty().set("dave");
        model.lookUp();
        answer();
        String words = failure();
        assertTrue(words.length() > 20 && words.endsWith("."), words);
      }
    }
    assertEquals(List.of(), met);
  }

  @Test
  void aNameThatNobodyCanHaveIsNotAskedFor() {
    model.nameProperty().set("no name");
    model.lookUp();
    assertTrue(failure().startsWith("No account can have this name"));
    assertEquals(List.of(), messenger.calls());
    model.nameProperty().set("noname");
    assertInstanceOf(Meeting.Nothing.class, model.meetingProperty().get());
  }

  @Test
  void waitingIsSaidOnlyWhenItTakesLong() {
    model.nameProperty().set("dave");
    model.lookUp();
    assertEquals(new Meeting.Asking(new Name("dave"), false), model.meetingProperty().get());
    slow.forEach(Runnable::run);
    assertEquals(new Meeting.Asking(new Name("dave"), true), model.meetingProperty().get());
  }

  @Test
  void anAnswerToWhatIsNotAskedAnyMoreIsDropped() {
    messenger.lookup(Lookup.FOUND);
    model.nameProperty().set("dave");
    model.lookUp();
    model.nameProperty().set("carol");
    answer();
    assertEquals(List.of(), met);
  }

  @Test
  void theDirectoryHasFourStates() {
    model.open();
    assertEquals(new Listing.Loading(false), model.listingProperty().get());
    slow.forEach(Runnable::run);
    assertEquals(new Listing.Loading(true), model.listingProperty().get());
    answer();
    assertEquals(new Listing.Closed(), model.listingProperty().get());

    messenger.directory(new Directory(List.of(), true, true));
    model.readDirectory();
    answer();
    assertEquals(new Listing.Empty(), model.listingProperty().get());

    messenger.directory(new Directory(List.of(new Name("bob"), new Name("carol")), true, false));
    model.readDirectory();
    answer();
    assertEquals(new Listing.Full(false), model.listingProperty().get());
    assertEquals(2, model.names().size());
    model.nameProperty().set("CA");
    assertEquals(List.of(new Name("carol")), model.names());
  }

  private void answer() {
    List<Runnable> now = List.copyOf(answers);
    answers.clear();
    now.forEach(Runnable::run);
  }

  private String failure() {
    return assertInstanceOf(Meeting.Failed.class, model.meetingProperty().get()).words();
  }
}
