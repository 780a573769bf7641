/// Tests of the sidebar.
@NullMarked
package chat.parley.ui.contacts;

import org.jspecify.annotations.NullMarked;
