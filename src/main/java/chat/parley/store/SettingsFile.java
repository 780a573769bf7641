package chat.parley.store;

import chat.parley.model.Appearance;
import chat.parley.model.Disclosure;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.model.WindowBounds;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The settings on disk: `settings.json`. Not safe for use by several threads.
///
/// A file that makes no sense is put aside and the defaults hold; one that cannot be read is never
/// written over.
public final class SettingsFile {
  private static final int VERSION = 1;
  private static final String HERE = "on this computer";
  private static final String CLASSIC = "classic ";
  private static final String INVITATION = "parley:";
  private static final Gson GSON =
      new GsonBuilder()
          .setStrictness(Strictness.STRICT)
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .create();

  private record Content(
      int version,
      @Nullable String lastIdentity,
      @Nullable List<@Nullable String> recentRelays,
      @Nullable String keysFolder,
      @Nullable Appearance appearance,
      @Nullable Integer textScale,
      @Nullable Double sidebarWidth,
      @Nullable Window window,
      @Nullable Boolean readReceipts,
      @Nullable Boolean typing) {}

  private record Window(double x, double y, double width, double height, boolean maximised) {
    static @Nullable Window of(@Nullable WindowBounds bounds) {
      return bounds == null
          ? null
          : new Window(bounds.x(), bounds.y(), bounds.width(), bounds.height(), bounds.maximised());
    }

    WindowBounds bounds() {
      return new WindowBounds(x, y, width, height, maximised);
    }
  }

  private final PrivateFile file;
  private Settings loaded = Settings.DEFAULTS;
  private @Nullable Path damaged;
  private boolean writable = true;

  private SettingsFile(PrivateFile file) {
    this.file = file;
  }

  /// Reads the settings. Never fails: see [#damaged].
  ///
  /// @param folder the program's data folder, which need not exist yet
  public static SettingsFile open(Path folder, Instant now) {
    Path path = folder.resolve("settings.json");
    SettingsFile settings = new SettingsFile(new PrivateFile(path));
    try {
      settings.loaded = parse(settings.file.read());
    } catch (NoSuchFileException firstStart) {
      return settings;
    } catch (CharacterCodingException | JsonParseException | IllegalArgumentException senseless) {
      settings.putAside(path, now);
    } catch (IOException unreadable) {
      settings.damaged = path;
      settings.writable = false;
    }
    return settings;
  }

  private void putAside(Path path, Instant now) {
    try {
      damaged = file.putAside(now);
    } catch (IOException e) {
      damaged = path;
      writable = false;
    }
  }

  /// The settings as they were when the file was opened.
  public Settings loaded() {
    return loaded;
  }

  /// Where the file is that could not be used, if so.
  public Optional<Path> damaged() {
    return Optional.ofNullable(damaged);
  }

  /// @throws IOException if they cannot be written
  public void save(Settings settings) throws IOException {
    if (!writable) {
      throw new IOException("the settings cannot be read, and are not written over");
    }
    file.write(GSON.toJson(content(settings)).getBytes(StandardCharsets.UTF_8));
  }

  private static Content content(Settings settings) {
    return new Content(
        VERSION,
        settings.lastIdentity() == null ? null : settings.lastIdentity().value(),
        settings.recentRelays().stream().<@Nullable String>map(SettingsFile::text).toList(),
        settings.keysFolder() == null ? null : settings.keysFolder().toString(),
        settings.appearance(),
        settings.textScale(),
        settings.sidebarWidth(),
        Window.of(settings.window()),
        settings.disclosure().readReceipts(),
        settings.disclosure().typing());
  }

  private static Settings parse(byte[] bytes) throws CharacterCodingException {
    String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    Content content = GSON.fromJson(json, Content.class);
    if (content == null || content.version != VERSION) {
      throw new JsonParseException("not a file of settings");
    }
    Settings defaults = Settings.DEFAULTS;
    List<@Nullable String> relays = content.recentRelays == null ? List.of() : content.recentRelays;
    return new Settings(
        content.lastIdentity == null ? null : new Name(content.lastIdentity),
        relays.stream().map(SettingsFile::relay).toList(),
        content.keysFolder == null ? null : Path.of(content.keysFolder),
        content.appearance == null ? defaults.appearance() : content.appearance,
        content.textScale == null ? defaults.textScale() : content.textScale,
        content.sidebarWidth == null ? defaults.sidebarWidth() : content.sidebarWidth,
        content.window == null ? null : content.window.bounds(),
        new Disclosure(
            content.readReceipts == null || content.readReceipts,
            content.typing == null || content.typing));
  }

  private static String text(RelayAddress relay) {
    return switch (relay) {
      case RelayAddress.OnThisComputer() -> HERE;
      case RelayAddress.Parley parley -> parley.invitation().text();
      case RelayAddress.Classic classic -> CLASSIC + classic.text();
    };
  }

  private static RelayAddress relay(@Nullable String text) {
    if (Objects.requireNonNullElse(text, "").equals(HERE)) {
      return new RelayAddress.OnThisComputer();
    }
    if (text != null && text.startsWith(INVITATION)) {
      return new RelayAddress.Parley(Invitation.parse(text));
    }
    if (text == null || !text.startsWith(CLASSIC)) {
      throw new JsonParseException("not an address of a relay");
    }
    return RelayAddress.Classic.parse(text.substring(CLASSIC.length()));
  }
}
