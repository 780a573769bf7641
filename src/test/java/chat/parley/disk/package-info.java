/// A disk whose power can be cut: what a process wrote and synced, recorded and played back to any moment.
@NullMarked
package chat.parley.disk;

import org.jspecify.annotations.NullMarked;
