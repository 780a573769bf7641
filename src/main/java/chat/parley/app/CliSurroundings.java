package chat.parley.app;

import chat.parley.client.MessengerFactory;
import chat.parley.client.Messengers;
import chat.parley.store.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/// What the commands of the terminal client need from outside.
///
/// @param in what is typed
/// @param dataFolder where the user's data is kept, unless an option says otherwise
/// @param environment the variables
/// @param messengers logs people in, for the data folder that it is given
record CliSurroundings(
    InputStream in,
    Path dataFolder,
    Map<String, String> environment,
    Function<Path, MessengerFactory> messengers) {

  static CliSurroundings ofThisProcess() {
    return of(System.in, DataFolder.ofThisUser());
  }

  static CliSurroundings of(InputStream in, Path dataFolder) {
    return new CliSurroundings(in, dataFolder, System.getenv(), CliSurroundings::messengers);
  }

  private static MessengerFactory messengers(Path dataFolder) {
    return new Messengers(
        dataFolder,
        () -> {
          throw new IOException("the terminal client starts no relay");
        });
  }
}
