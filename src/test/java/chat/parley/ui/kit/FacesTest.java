package chat.parley.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.parley.client.FakeMessenger;
import chat.parley.model.Name;
import io.nayuki.qrcodegen.QrCode.Ecc;
import java.util.concurrent.TimeoutException;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// What is drawn: faces of keys and QR codes.
class FacesTest {
  private static final Name BOB = new Name("bob");
  private static final String DIGITS =
      "123456789012345678901234567890123456789012345678901234567890";

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void aFaceFollowsTheKeyAndTheName() {
    Avatar avatar = new Avatar(32);
    avatar.show(BOB, FakeMessenger.fingerprintOf("bob"));
    assertEquals(AvatarPattern.of(FakeMessenger.fingerprintOf("bob")), avatar.pattern());
    assertEquals("B", avatar.initial());
    assertEquals("bob", avatar.getAccessibleText());

    avatar.show(new Name("_9z"), null);
    assertEquals(AvatarPattern.of(null), avatar.pattern());
    assertEquals("9", avatar.initial());
    assertEquals("_9z", avatar.getAccessibleText());
  }

  @Test
  void aFaceIsAsLargeAsItIsToldAndGrowsWithTheText() {
    Avatar avatar = new Avatar(28);
    avatar.show(BOB, FakeMessenger.fingerprintOf("bob"));
    StackPane around = new StackPane(avatar);
    picture(around, 14);
    assertEquals(28, avatar.getWidth(), 0.5);
    picture(around, 28);
    assertEquals(56, avatar.getWidth(), 0.5);
  }

  @Test
  void anotherKeyIsDrawnOtherwise() {
    Avatar avatar = new Avatar(40);
    avatar.show(BOB, FakeMessenger.fingerprintOf("bob"));
    Image before = picture(new StackPane(avatar), 14);
    avatar.show(BOB, FakeMessenger.fingerprintOf("another key"));
    assertNotEquals(corner(before), corner(picture(new StackPane(avatar), 14)));
  }

  @Test
  void aQrCodeShowsEveryModuleWithinAQuietZoneOfFour() {
    int module = 5;
    io.nayuki.qrcodegen.QrCode expected = io.nayuki.qrcodegen.QrCode.encodeText(DIGITS, Ecc.MEDIUM);
    QrCode code = new QrCode();
    code.setSide((expected.size + 8) * module);
    code.show(DIGITS);
    PixelReader pixels = picture(code, 14).getPixelReader();
    for (int y = -4; y < expected.size + 4; y++) {
      for (int x = -4; x < expected.size + 4; x++) {
        Color seen = pixels.getColor((x + 4) * module + 2, (y + 4) * module + 2);
        assertEquals(expected.getModule(x, y) ? Color.BLACK : Color.WHITE, seen, x + " " + y);
      }
    }
  }

  private static Color corner(Image picture) {
    return picture.getPixelReader().getColor(20, 2);
  }

  private static Image picture(Parent root, int textSize) {
    root.setStyle("-fx-font-size: " + textSize + "px");
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000,
        () -> {
          if (root.getScene() == null) {
            new Scene(root);
          }
          return root.getScene().snapshot(null);
        });
  }
}
