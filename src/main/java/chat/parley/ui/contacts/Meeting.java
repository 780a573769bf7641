package chat.parley.ui.contacts;

import chat.parley.model.Name;

/// What became of looking somebody up.
public sealed interface Meeting {
  /// Nobody was looked up yet.
  record Nothing() implements Meeting {}

  /// The relay is being asked.
  ///
  /// @param slow whether it takes long enough to say so
  record Asking(Name name, boolean slow) implements Meeting {}

  /// Nobody to write to came of it.
  ///
  /// @param words why, and what to do
  record Failed(String words) implements Meeting {}
}
