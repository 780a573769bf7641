package chat.parley.app;

import chat.parley.client.Preferences;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import chat.parley.model.RelayAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// What can be said to `parley` on its command line.
@Command(
    name = "parley",
    mixinStandardHelpOptions = true,
    versionProvider = DesktopOptions.Version.class,
    description = "A messenger with end-to-end encryption whose accounts are plain key files.")
final class DesktopOptions {
  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description =
          "The folder of keys. Without it: the one chosen last, ./keys if there is one, or keys in"
              + " the data folder.")
  @Nullable Path keys;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where Parley keeps its own files. Without it: where this system wants them.")
  @Nullable Path data;

  @Option(names = "--as", paramLabel = "NAME", description = "The identity to choose at login.")
  @Nullable Name as;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Where where = new Where();

  @Option(
      names = "--demo",
      description = "Shows two people chatting over a relay of its own, without asking anything.")
  boolean demo;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the demonstration writes its pictures.")
  @Nullable Path out;

  /// Which relay, said in one of three ways.
  private static final class Where {
    @Option(
        names = "--relay",
        paramLabel = "INVITATION",
        description = "The relay to connect to: parley://host:port/#...")
    private @Nullable Invitation relay;

    @Option(
        names = "--classic",
        paramLabel = "HOST:PORT",
        description = "The classic server to connect to.")
    private RelayAddress.@Nullable Classic classic;

    @Parameters(
        arity = "0..1",
        paramLabel = "LINK",
        description =
            "An invitation that was opened elsewhere: it is asked first whether to use its relay.")
    private @Nullable Invitation link;
  }

  /// The relay that was named, if one was.
  @Nullable RelayAddress relay() {
    return where.relay == null ? where.classic : new RelayAddress.Parley(where.relay);
  }

  /// The invitation that was opened, if one was: nothing connects there before the user agreed.
  @Nullable Invitation link() {
    return where.link;
  }

  /// Where to look for keys.
  Path keysFolder(Preferences preferences, Path dataFolder) {
    if (keys != null) {
      return keys.toAbsolutePath().normalize();
    }
    return preferences
        .keysFolder()
        .orElseGet(
            () -> {
              Path here = Path.of("keys").toAbsolutePath();
              return Files.isDirectory(here) ? here : dataFolder.resolve("keys");
            });
  }

  static final class NameConverter implements ITypeConverter<Name> {
    @Override
    public Name convert(String value) {
      try {
        return Name.typed(value);
      } catch (NameNotAllowed e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class InvitationConverter implements ITypeConverter<Invitation> {
    @Override
    public Invitation convert(String value) {
      try {
        return Invitation.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class ServerConverter implements ITypeConverter<RelayAddress.Classic> {
    @Override
    public RelayAddress.Classic convert(String value) {
      try {
        return RelayAddress.Classic.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = DesktopOptions.class.getPackage().getImplementationVersion();
      return new String[] {"parley " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
