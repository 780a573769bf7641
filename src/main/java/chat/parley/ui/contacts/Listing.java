package chat.parley.ui.contacts;

/// How far the relay's directory is known.
public sealed interface Listing {
  /// It is being read.
  ///
  /// @param slow whether it takes long enough to say so
  record Loading(boolean slow) implements Listing {}

  /// The relay does not tell who is there.
  record Closed() implements Listing {}

  /// It could not be read just now.
  record Failed() implements Listing {}

  /// Nobody else has an account there.
  record Empty() implements Listing {}

  /// Some names are known.
  ///
  /// @param whole whether these are all
  record Full(boolean whole) implements Listing {}
}
