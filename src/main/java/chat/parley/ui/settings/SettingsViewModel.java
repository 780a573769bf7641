package chat.parley.ui.settings;

import chat.parley.client.Preferences;
import chat.parley.model.Appearance;
import chat.parley.model.Disclosure;
import java.nio.file.Path;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the user can set, for all windows. A change holds at once and is remembered. On the FX thread.
public final class SettingsViewModel {
  private final Preferences preferences;
  private final ObjectProperty<Appearance> appearance;
  private final IntegerProperty textScale;
  private final ObjectProperty<Disclosure> disclosure;
  private final ReadOnlyObjectWrapper<Path> keysFolder;
  private final ObservableList<ProfileViewModel> profiles = FXCollections.observableArrayList();
  private final ObservableList<ProfileViewModel> readOnlyProfiles =
      FXCollections.unmodifiableObservableList(profiles);

  /// @param keysFolder where keys are looked for at this start
  public SettingsViewModel(Preferences preferences, Path keysFolder) {
    this.preferences = preferences;
    this.appearance = new SimpleObjectProperty<>(preferences.appearance());
    this.textScale = new SimpleIntegerProperty(preferences.textScale());
    this.disclosure = new SimpleObjectProperty<>(preferences.disclosure());
    this.keysFolder = new ReadOnlyObjectWrapper<>(keysFolder);
    appearance.subscribe(preferences::setAppearance);
    textScale.subscribe(percent -> preferences.setTextScale(percent.intValue()));
    disclosure.subscribe(preferences::setDisclosure);
  }

  // Properties

  public ObjectProperty<Appearance> appearance() {
    return appearance;
  }

  /// The size of text in percent.
  public IntegerProperty textScale() {
    return textScale;
  }

  /// What contacts are told, in all windows.
  public ReadOnlyObjectProperty<Disclosure> disclosure() {
    return disclosure;
  }

  /// Where windows that log in from now on look for keys.
  public ReadOnlyObjectProperty<Path> keysFolder() {
    return keysFolder.getReadOnlyProperty();
  }

  /// The accounts that are logged in and can choose how to be called.
  ObservableList<ProfileViewModel> profiles() {
    return readOnlyProfiles;
  }

  // Commands

  /// Somebody has logged in who can choose how to be called.
  public void add(ProfileViewModel profile) {
    profiles.add(profile);
  }

  /// Takes [#add] back.
  public void remove(ProfileViewModel profile) {
    profiles.remove(profile);
  }

  /// Tells contacts from now on what was looked at, or does not.
  public void tellWhatWasRead(boolean told) {
    disclosure.set(new Disclosure(told, disclosure.get().typing()));
  }

  /// Tells contacts from now on that the user is writing, or does not.
  public void tellOfTyping(boolean told) {
    disclosure.set(new Disclosure(disclosure.get().readReceipts(), told));
  }

  /// Looks for keys in another folder from now on.
  public void useFolder(Path folder) {
    preferences.setKeysFolder(folder);
    keysFolder.set(folder);
  }
}
