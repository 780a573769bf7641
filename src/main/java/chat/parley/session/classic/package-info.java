/// The sessions of the original system, both ends of every exchange (`protocol-classic.md`).
///
/// A member announces an RSA key made for its connection, signed by its identity key
/// ([chat.parley.session.classic.ConnectionKey]). Whoever hears of it answers with the keys for the pair
/// ([chat.parley.session.classic.PairKeys]), and both then have a
/// [chat.parley.session.classic.ClassicSession]. Signatures are checked before anything that costs more.
///
/// What it cannot do: the IV is not authenticated, the signed key exchange does not name its recipient,
/// and nothing tells the sender that a message arrived.
@NullMarked
package chat.parley.session.classic;

import org.jspecify.annotations.NullMarked;
