/// The program image in `target/parley`, tried from outside as a user starts it.
@NullMarked
package chat.parley.image;

import org.jspecify.annotations.NullMarked;
