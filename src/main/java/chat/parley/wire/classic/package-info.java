/// The original system's frames and bodies, byte for byte (PROTOCOL.md, *Classic*).
@NullMarked
package chat.parley.wire.classic;

import org.jspecify.annotations.NullMarked;
