/// What a relay must not lose: which key owns a name, prekeys, and messages that wait. Embedded in one
/// SQLite file; it sees names, keys, times and sealed payloads, and nothing inside them.
@NullMarked
package chat.parley.relay.store;

import org.jspecify.annotations.NullMarked;
