package chat.parley.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Name;
import chat.parley.ui.kit.Notices.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class NoticesTest {
  private boolean looking = true;
  private final List<Name> opened = new ArrayList<>();
  private final Notices notices = new Notices(() -> looking, opened::add);

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void whatLeavesByItselfIsOnlyShownWhereItIsSeen() {
    looking = false;
    does(() -> notices.show(Tone.INFO, "bob is online", ""));
    does(() -> notices.show(Tone.DANGER, "a key changed", ""));
    assertEquals(List.of(new Note(Tone.DANGER, "a key changed", "", null)), notices.all());
  }

  @Test
  void whatConcernsAConversationLeadsThere() {
    Name eve = new Name("eve");
    NoticeLane lane = lane(900);
    does(() -> notices.show(Tone.INFO, "eve wants to write to you", "", eve));
    does(lane::applyCss);
    does(() -> button(lane, "Open").fire());
    assertEquals(List.of(eve), opened);
    assertTrue(notices.all().isEmpty());
  }

  @Test
  void theSameIsNotSaidTwiceAndOfManyTheOldestAreForgotten() {
    for (int i = 0; i < Notices.MOST + 5; i++) {
      String title = "note " + i;
      does(() -> notices.show(Tone.DANGER, title, ""));
    }
    does(() -> notices.show(Tone.DANGER, "note 20", ""));
    assertEquals(Notices.MOST, notices.all().size());
    assertEquals("note 20", notices.all().getFirst().title());
    assertEquals("note 5", notices.all().getLast().title());
  }

  @Test
  void theLaneShowsThreeAndSaysHowManyMoreThereAre() {
    NoticeLane lane = lane(900);
    for (int i = 0; i < 5; i++) {
      String title = "note " + i;
      does(() -> notices.show(Tone.DANGER, title, "Look at it."));
    }
    does(lane::applyCss);
    assertEquals(3, lane.lookupAll(".notice").size());
    does(() -> button(lane, "Close this note").fire());
    assertEquals("note 3", notices.all().getFirst().title());
    does(() -> button(lane, "Close all").fire());
    assertTrue(notices.all().isEmpty());
    assertEquals(0, lane.lookupAll(".notice").size());
  }

  @Test
  void itTakesLessThanHalfOfALowWindow() {
    NoticeLane lane = lane(300);
    for (int i = 0; i < 3; i++) {
      String title = "note " + i;
      does(() -> notices.show(Tone.DANGER, title, "words ".repeat(40)));
    }
    does(lane::applyCss);
    double height = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> lane.prefHeight(280));
    assertEquals(120, height);
  }

  private NoticeLane lane(double height) {
    return WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          NoticeLane lane = new NoticeLane(notices);
          Scene scene = new Scene(lane, 300, height);
          new Theme().apply(scene);
          return lane;
        });
  }

  private static Button button(Node lane, String words) {
    return lane.lookupAll(".button").stream()
        .map(Button.class::cast)
        .filter(each -> words.equals(each.getText()))
        .findFirst()
        .orElseThrow();
  }

  private static void does(Runnable action) {
    WaitForAsyncUtils.waitForAsyncFx(10_000, action);
  }
}
