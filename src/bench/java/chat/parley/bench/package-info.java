/// What the hot paths cost, measured with JMH: `mvn -Pbench -DskipTests test`. Never part of the build that
/// is delivered.
@NullMarked
package chat.parley.bench;

import org.jspecify.annotations.NullMarked;
