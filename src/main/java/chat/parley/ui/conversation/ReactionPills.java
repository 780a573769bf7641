package chat.parley.ui.conversation;

import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars;
import chat.parley.ui.kit.Glyphs;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The signs beside a text, each with how many put it there. A click puts one's own there, or takes it away.
final class ReactionPills extends HBox {
  private static final Texts TEXTS = Texts.of("conversation");

  private final MessageActions actions;
  private final Button first = pill();
  private final Button second = pill();

  ReactionPills(MessageActions actions) {
    super(4);
    this.actions = actions;
    getChildren().setAll(first, second);
  }

  private static Button pill() {
    Button pill = StyleClass.REACTION.on(new Button());
    pill.setMnemonicParsing(false);
    pill.setFocusTraversable(false);
    pill.setTooltip(new Tooltip());
    pill.setMinWidth(USE_PREF_SIZE);
    return pill;
  }

  void show(MessageRow.Bubble row) {
    Particulars now = row.particulars();
    Emoji mine = now.mine();
    Emoji theirs = now.theirs();
    boolean same = mine != null && mine.equals(theirs);
    show(first, row, theirs, same);
    show(second, row, same ? null : mine, true);
    setVisible(mine != null || theirs != null);
  }

  private void show(Button pill, MessageRow.Bubble row, @Nullable Emoji emoji, boolean own) {
    pill.setVisible(emoji != null);
    pill.setManaged(emoji != null);
    if (emoji == null) {
      pill.setOnAction(null);
      return;
    }
    boolean both = own && emoji.equals(row.particulars().theirs());
    String sign = Glyphs.ofThisComputer().drawable(emoji.text());
    pill.setText(both ? sign + " 2" : sign);
    StyleClass.OWN.on(pill, own);
    String words = words(row.contact(), emoji, own, both);
    pill.getTooltip().setText(words);
    pill.setAccessibleText(words);
    pill.setDisable(!row.canAct());
    MessageId message = row.id();
    pill.setOnAction(_ -> actions.react(message, own ? null : emoji));
  }

  private static String words(Name contact, Emoji emoji, boolean own, boolean both) {
    String sign = Glyphs.ofThisComputer().drawable(emoji.text());
    if (both) {
      return TEXTS.get("reaction.both", contact, sign);
    }
    return own ? TEXTS.get("reaction.own", sign) : TEXTS.get("reaction.theirs", contact, sign);
  }

  /// What a reader of screens says of them; empty for none.
  static String spoken(MessageRow.Bubble row) {
    Emoji mine = row.particulars().mine();
    Emoji theirs = row.particulars().theirs();
    if (mine != null && mine.equals(theirs)) {
      return words(row.contact(), mine, true, true);
    }
    String ofTheirs = theirs == null ? "" : words(row.contact(), theirs, false, false);
    String ofMine = mine == null ? "" : words(row.contact(), mine, true, false);
    return (ofTheirs + " " + ofMine).strip();
  }

  Button firstPill() {
    return first;
  }

  Button secondPill() {
    return second;
  }
}
