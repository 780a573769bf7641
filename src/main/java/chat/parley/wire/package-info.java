/// What goes over a socket: frames and bodies as bytes, every size limit, and no cryptography.
@NullMarked
package chat.parley.wire;

import org.jspecify.annotations.NullMarked;
