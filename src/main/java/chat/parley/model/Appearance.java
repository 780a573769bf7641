package chat.parley.model;

/// Whether the screens are light or dark.
public enum Appearance {
  /// As the desktop is, now and when it changes.
  SYSTEM,
  LIGHT,
  DARK
}
