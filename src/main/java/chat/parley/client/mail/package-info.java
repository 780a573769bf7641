/// Parley 1 for one account: what is written goes out, what arrives comes in, and both survive the end of the
/// program at any moment. No thread, socket, timer or clock of its own: [Mail] is the door, and whoever owns it
/// calls it on one thread.
///
/// Everything that must not be lost is in the database. What is in memory is read from there, and read
/// again after a commit that failed ([Books]). Nothing is told, and nothing is sent, before the commit that it
/// belongs to is on the disk.
@NullMarked
package chat.parley.client.mail;

import org.jspecify.annotations.NullMarked;
