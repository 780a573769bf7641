/// A person's key pair, its fingerprint, the safety number of two people, and the keys folder.
@NullMarked
package chat.parley.identity;

import org.jspecify.annotations.NullMarked;
