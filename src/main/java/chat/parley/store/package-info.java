/// What the client keeps on disk: small files of the user's own, replaced whole, and for each identity at each
/// relay an encrypted database ([chat.parley.store.ClientDatabase]).
@NullMarked
package chat.parley.store;

import org.jspecify.annotations.NullMarked;
