package chat.parley.store;

import chat.parley.model.Appearance;
import chat.parley.model.Disclosure;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.model.WindowBounds;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the program remembers of its user's choices. Nothing secret.
///
/// @param lastIdentity who logged in last
/// @param recentRelays where to, the last one first
/// @param keysFolder the folder of keys that the user chose, if any
/// @param textScale the size of text in percent
/// @param sidebarWidth the width of the list of contacts in pixels
/// @param window where the last window stood
/// @param disclosure what contacts are told of what the user does
public record Settings(
    @Nullable Name lastIdentity,
    List<RelayAddress> recentRelays,
    @Nullable Path keysFolder,
    Appearance appearance,
    int textScale,
    double sidebarWidth,
    @Nullable WindowBounds window,
    Disclosure disclosure) {
  /// What holds until the user chooses otherwise.
  public static final Settings DEFAULTS =
      new Settings(null, List.of(), null, Appearance.SYSTEM, 100, 280, null, Disclosure.USUAL);

  public Settings {
    recentRelays = List.copyOf(recentRelays);
  }

  public Settings withLastIdentity(Name name) {
    return new Settings(
        name, recentRelays, keysFolder, appearance, textScale, sidebarWidth, window, disclosure);
  }

  public Settings withRecentRelays(List<RelayAddress> relays) {
    return new Settings(
        lastIdentity, relays, keysFolder, appearance, textScale, sidebarWidth, window, disclosure);
  }

  public Settings withKeysFolder(@Nullable Path folder) {
    return new Settings(
        lastIdentity,
        recentRelays,
        folder,
        appearance,
        textScale,
        sidebarWidth,
        window,
        disclosure);
  }

  public Settings withAppearance(Appearance choice) {
    return new Settings(
        lastIdentity,
        recentRelays,
        keysFolder,
        choice,
        textScale,
        sidebarWidth,
        window,
        disclosure);
  }

  public Settings withTextScale(int percent) {
    return new Settings(
        lastIdentity,
        recentRelays,
        keysFolder,
        appearance,
        percent,
        sidebarWidth,
        window,
        disclosure);
  }

  public Settings withSidebarWidth(double width) {
    return new Settings(
        lastIdentity, recentRelays, keysFolder, appearance, textScale, width, window, disclosure);
  }

  public Settings withWindow(WindowBounds bounds) {
    return new Settings(
        lastIdentity,
        recentRelays,
        keysFolder,
        appearance,
        textScale,
        sidebarWidth,
        bounds,
        disclosure);
  }

  public Settings withDisclosure(Disclosure choice) {
    return new Settings(
        lastIdentity,
        recentRelays,
        keysFolder,
        appearance,
        textScale,
        sidebarWidth,
        window,
        choice);
  }
}
