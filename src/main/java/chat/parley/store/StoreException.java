package chat.parley.store;

import org.jspecify.annotations.Nullable;

/// A commit that did not happen: nothing in the database has changed. The message holds no user data.
public abstract sealed class StoreException extends Exception permits StoreFailed, RowDamaged {
  private static final long serialVersionUID = 1;

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
