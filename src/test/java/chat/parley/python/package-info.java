/// An implementation of the classic protocol that is independent of the Java code: the Python programs under
/// `src/test/python`, written from the protocol alone and driven over pipes.
@NullMarked
package chat.parley.python;

import org.jspecify.annotations.NullMarked;
