/// End-to-end sessions: what one side encrypts, only the other side decrypts. Several kinds behind one
/// interface; no I/O.
@NullMarked
package chat.parley.session;

import org.jspecify.annotations.NullMarked;
