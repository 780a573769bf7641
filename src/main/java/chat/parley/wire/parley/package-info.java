/// The frames of Parley 1 and their bytes (`protocol-parley1.md`, *Transport*): what a client says to a relay, what
/// a relay says to a client, and every limit on either. No crypto and no I/O but reading a stream.
@NullMarked
package chat.parley.wire.parley;

import org.jspecify.annotations.NullMarked;
