package chat.parley.ui.settings;

import chat.parley.client.Preferences;
import chat.parley.model.Appearance;
import java.nio.file.Path;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the user can set, for all windows. A change holds at once and is remembered. On the FX thread.
public final class SettingsViewModel {
  private final Preferences preferences;
  private final ObjectProperty<Appearance> appearance;
  private final IntegerProperty textScale;
  private final ReadOnlyObjectWrapper<Path> keysFolder;

  /// @param keysFolder where keys are looked for at this start
  public SettingsViewModel(Preferences preferences, Path keysFolder) {
    this.preferences = preferences;
    this.appearance = new SimpleObjectProperty<>(preferences.appearance());
    this.textScale = new SimpleIntegerProperty(preferences.textScale());
    this.keysFolder = new ReadOnlyObjectWrapper<>(keysFolder);
    appearance.subscribe(preferences::setAppearance);
    textScale.subscribe(percent -> preferences.setTextScale(percent.intValue()));
  }

  // Properties

  public ObjectProperty<Appearance> appearance() {
    return appearance;
  }

  /// The size of text in percent.
  public IntegerProperty textScale() {
    return textScale;
  }

  /// Where windows that log in from now on look for keys.
  public ReadOnlyObjectProperty<Path> keysFolder() {
    return keysFolder.getReadOnlyProperty();
  }

  // Commands

  /// Looks for keys in another folder from now on.
  public void useFolder(Path folder) {
    preferences.setKeysFolder(folder);
    keysFolder.set(folder);
  }
}
