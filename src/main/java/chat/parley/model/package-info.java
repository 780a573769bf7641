/// Values that all layers share: names, ids, contacts, messages, trust. No I/O, no crypto.
@NullMarked
package chat.parley.model;

import org.jspecify.annotations.NullMarked;
