/// What the client keeps on disk: small files of the user's own, replaced whole.
@NullMarked
package chat.parley.store;

import org.jspecify.annotations.NullMarked;
