package chat.parley.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import chat.parley.model.Name;
import java.util.List;
import org.junit.jupiter.api.Test;

class PanesViewModelTest {
  private static final Name ANNA = new Name("anna");
  private static final Name BOB = new Name("bob");
  private static final Name CAROL = new Name("carol");
  private static final Name DAVE = new Name("dave");

  private final PanesViewModel model = new PanesViewModel();

  @Test
  void openingTakesThePlaceOfTheActiveOne() {
    model.open(ANNA);
    model.openBeside(BOB);
    model.activate(ANNA);
    model.open(CAROL);
    assertEquals(List.of(CAROL, BOB), model.panes());
    assertEquals(CAROL, model.activeProperty().get());
  }

  @Test
  void whatIsOpenAlreadyIsOnlyActivated() {
    model.open(ANNA);
    model.openBeside(BOB);
    model.open(ANNA);
    assertEquals(List.of(ANNA, BOB), model.panes());
    assertEquals(ANNA, model.activeProperty().get());
    model.openBeside(BOB);
    assertEquals(List.of(ANNA, BOB), model.panes());
    assertEquals(BOB, model.activeProperty().get());
  }

  @Test
  void besideIsAtTheRightOfTheActiveOne() {
    model.open(ANNA);
    model.openBeside(BOB);
    model.activate(ANNA);
    model.openBeside(CAROL);
    assertEquals(List.of(ANNA, CAROL, BOB), model.panes());
  }

  @Test
  void aFourthTakesThePlaceOfTheActiveOne() {
    model.openBeside(ANNA);
    model.openBeside(BOB);
    model.openBeside(CAROL);
    model.openBeside(DAVE);
    assertEquals(List.of(ANNA, BOB, DAVE), model.panes());
  }

  @Test
  void closingActivatesTheNeighbour() {
    model.open(ANNA);
    model.openBeside(BOB);
    model.openBeside(CAROL);
    model.closeActive();
    assertEquals(BOB, model.activeProperty().get());
    model.activate(ANNA);
    model.closeActive();
    assertEquals(BOB, model.activeProperty().get());
    model.closeActive();
    assertNull(model.activeProperty().get());
    assertEquals(List.of(), model.panes());
    model.closeActive();
  }
}
