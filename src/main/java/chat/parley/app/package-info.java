/// The three programs: command lines, and what wires everything together.
@NullMarked
package chat.parley.app;

import org.jspecify.annotations.NullMarked;
