package chat.parley.app;

import chat.parley.ui.kit.Png;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Takes pictures of windows, as PNG files in one folder.
@FunctionalInterface
interface Camera {
  /// Takes a picture of what a person sees now.
  ///
  /// @param name the file's, without ending
  void take(DemoPerson person, String name);

  /// @param folder where pictures go; made if missing
  static Camera into(Path folder) {
    return (person, name) -> {
      Path file = folder.resolve(name + ".png");
      try {
        Files.createDirectories(folder);
        Files.write(file, Png.of(person.look()));
      } catch (IOException e) {
        throw new DemoFailed("the picture %s could not be written".formatted(file), e);
      }
      System.out.println(file);
    };
  }
}
