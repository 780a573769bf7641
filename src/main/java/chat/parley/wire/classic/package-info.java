/// The original system's frames and bodies, byte for byte (`protocol-classic.md`).
@NullMarked
package chat.parley.wire.classic;

import org.jspecify.annotations.NullMarked;
