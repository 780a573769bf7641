/// What a user can do, as methods and events; links to relays; no JavaFX.
///
/// One thread, the core, owns all state. A call of [chat.parley.client.Messenger] is handed over to it,
/// and events come from it.
@NullMarked
package chat.parley.client;

import org.jspecify.annotations.NullMarked;
