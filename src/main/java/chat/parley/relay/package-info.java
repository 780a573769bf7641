/// The relay: accepts connections, admits members and passes their bodies on. It holds no key that
/// opens a message.
///
/// Of Parley 1 it keeps, in [chat.parley.relay.store], which key owns a name, prekeys, and mail until it is
/// acknowledged: [PostOffice] promises, [DeliveryQueue] delivers.
///
/// One event loop thread owns every connection, member and queue of a relay, so nothing here locks and
/// what happens has one order. A listener is a protocol on a port: its handlers speak the protocol,
/// while [Connection] and [Connections] bound what any peer can cost.
@NullMarked
package chat.parley.relay;

import org.jspecify.annotations.NullMarked;
