package chat.parley.ui.kit;

import chat.parley.model.Appearance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.testfx.api.FxToolkit;

/// Screens as pictures, for looking at them: `target/snapshots/<name>.png`. No window is opened.
///
/// ```java
/// Snapshots.of("login-full", 720, 640).dark().scaled(200).write(() -> new LoginView(model));
/// ```
public final class Snapshots {
  private static final Path FOLDER = Path.of("target", "snapshots");
  private static final long SECONDS = 20;

  private final String name;
  private final double width;
  private final double height;
  private Appearance appearance = Appearance.LIGHT;
  private int scale = 100;

  private Snapshots(String name, double width, double height) {
    this.name = name;
    this.width = width;
    this.height = height;
  }

  public static Snapshots of(String name, double width, double height) {
    return new Snapshots(name, width, height);
  }

  public Snapshots dark() {
    appearance = Appearance.DARK;
    return this;
  }

  /// @param percent the size of text, 80 to 200
  public Snapshots scaled(int percent) {
    scale = percent;
    return this;
  }

  /// Makes the screen on the FX thread and writes its picture.
  public Path write(Supplier<? extends Parent> screen) throws Exception {
    FxToolkit.registerPrimaryStage();
    CompletableFuture<byte[]> picture = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            picture.complete(draw(screen.get()));
          } catch (RuntimeException | Error e) {
            picture.completeExceptionally(e);
          }
        });
    return write(picture.get(SECONDS, TimeUnit.SECONDS));
  }

  private byte[] draw(Parent screen) {
    Theme theme = new Theme();
    theme.appearance().set(appearance);
    theme.textScale().set(scale);
    Scene scene = new Scene(screen, width, height);
    theme.apply(scene);
    try {
      return Png.of(scene.snapshot(null));
    } finally {
      theme.appearance().set(Appearance.LIGHT);
    }
  }

  private Path write(byte[] png) throws IOException {
    Files.createDirectories(FOLDER);
    return Files.write(FOLDER.resolve(name + ".png"), png);
  }
}
