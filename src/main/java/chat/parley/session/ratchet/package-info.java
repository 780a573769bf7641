/// Sessions of Parley 1: an opening from X25519, ML-KEM-768 and a signature, then the Double Ratchet
/// (`protocol-parley1.md`, *Opening a session* and *Messages*).
///
/// [ContactSessions] is the door: all sessions with one contact as a value that never changes. Sending and
/// opening give the next value beside the bytes; whoever calls commits both together, or neither. Everything
/// that could be random or late is passed in.
///
/// How a payload that arrives is dealt with, in this order:
///
///     opened before, by its tag ──────────────► AlreadyOpened: acknowledge and drop
///     its id is a session of this contact ────► that session opens it, its opening is not looked at
///     it brings an opening
///       of one's own key ─────────────────────► PayloadRefused
///       of a key that is not pinned ──────────► UnexpectedKey: the user must know
///       opened before, or too many ───────────► PayloadRefused
///       whose prekey's private half is gone ──► PayloadRefused
///       whose id or signature is wrong ───────► PayloadRefused, before any key agreement
///       else ─────────────────────────────────► a new session opens it
///     none of these ──────────────────────────► PayloadRefused
@NullMarked
package chat.parley.session.ratchet;

import org.jspecify.annotations.NullMarked;
