package chat.parley.client.mail;

import java.time.Instant;
import java.util.Optional;

/// Something that is to be done at a time of its own.
interface Chore {
  /// When it is next to be done, if ever; a time that has passed means now.
  Optional<Instant> due();

  /// Does what is due by now. Afterwards [#due] must be later, or it is called again and again.
  void wake(Instant now);
}
