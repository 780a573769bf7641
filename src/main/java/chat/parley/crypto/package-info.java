/// One class a standard, bytes in and bytes out: the only package that sees Bouncy Castle and JCA.
@NullMarked
package chat.parley.crypto;

import org.jspecify.annotations.NullMarked;
