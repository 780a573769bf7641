package chat.parley.ui.kit;

import chat.parley.model.Presence;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// Whether somebody is here: a disc for yes, a ring for no, nothing for unknown; in words for who does
/// not see it.
public final class PresenceMark extends Region {
  private final Tooltip tooltip = new Tooltip();

  public PresenceMark() {
    StyleClass.PRESENCE.on(this);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Tooltip.install(this, tooltip);
  }

  /// @param words what it means
  public void show(Presence presence, String words) {
    for (Presence each : Presence.values()) {
      pseudoClassStateChanged(
          PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == presence);
    }
    setVisible(presence != Presence.UNKNOWN);
    setManaged(presence != Presence.UNKNOWN);
    tooltip.setText(words);
    setAccessibleText(words);
  }
}
