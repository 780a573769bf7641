package chat.parley.client;

import chat.parley.model.Name;
import java.util.List;

/// Who has an account at the relay, as far as it tells.
///
/// @param names in order
/// @param isOpen whether the relay lists its accounts at all
/// @param isWhole whether these are all
public record Directory(List<Name> names, boolean isOpen, boolean isWhole) {
  /// How many names are asked for at most.
  public static final int MAX_NAMES = 10_000;

  /// What is known of a relay that does not list its accounts.
  public static final Directory CLOSED = new Directory(List.of(), false, false);

  public Directory {
    names = List.copyOf(names);
  }
}
