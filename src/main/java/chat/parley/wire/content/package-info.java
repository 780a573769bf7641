/// What two people say to each other inside a payload (`protocol-parley1.md`, *Content*): kinds, limits and their JSON.
/// No crypto: by the time that anything here is read, it is known who wrote it, and nothing else.
@NullMarked
package chat.parley.wire.content;

import org.jspecify.annotations.NullMarked;
