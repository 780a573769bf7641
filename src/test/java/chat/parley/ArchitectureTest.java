package chat.parley;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The layers of the program, as rules with their reasons. The drawing is in `src/site/markdown/index.md`.
@AnalyzeClasses(packages = "chat.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "chat.parley.";

  // The end-to-end promise

  @ArchTest
  static final ArchRule the_relay_cannot_import_sessions =
      noClasses()
          .that()
          .resideInAPackage("chat.parley.relay..")
          .should()
          .transitivelyDependOnClassesThat(
              resideInAnyPackage("chat.parley.session..", "chat.parley.store.."))
          .because("what cannot reach a session, even through others, cannot decrypt a message");

  // Which package may import which

  @ArchTest
  static final ArchRule model =
      onlyImports("model").because("values that everybody shares must drag nothing along");

  @ArchTest
  static final ArchRule crypto =
      onlyImports("crypto")
          .because("a primitive is bytes in and bytes out, and knows no messenger");

  @ArchTest
  static final ArchRule identity =
      onlyImports("identity", "crypto", "model")
          .because("keys and names are there before any relay or session");

  @ArchTest
  static final ArchRule wire =
      onlyImports("wire", "model")
          .because("frames are bytes: who parses them for a relay must need no key");

  @ArchTest
  static final ArchRule session =
      onlyImports("session", "identity", "crypto", "model")
          .because("a session neither knows how its bytes travel nor where its state is kept");

  @ArchTest
  static final ArchRule store =
      onlyImports("store", "session", "identity", "crypto", "model")
          .because("the database keeps what the core decides, and decides nothing");

  @ArchTest
  static final ArchRule client =
      onlyImports("client", "store", "session", "wire", "identity", "model")
          .because("terminal and desktop share this core, and it does no cryptography of its own");

  @ArchTest
  static final ArchRule relay =
      onlyImports("relay", "wire", "identity", "model")
          .because("a relay routes, and has no use for what is inside");

  @ArchTest
  static final ArchRule ui =
      onlyImports("ui", "client", "identity", "model")
          .because("screens speak to the core through its door alone");

  @ArchTest
  static final ArchRule nothing_imports_the_programs =
      noClasses()
          .that()
          .resideOutsideOfPackage("chat.parley.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("chat.parley.app..")
          .because("command lines and wiring stand above everything");

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices()
          .matching("chat.parley.(**)")
          .should()
          .beFreeOfCycles()
          .because("two packages that need each other are one package");

  @ArchTest
  static final ArchRule a_relay_s_store_does_not_know_the_relay =
      onlyImports("relay.store", "wire", "identity", "model")
          .because("another store can then take its place");

  @ArchTest
  static final ArchRule nobody_draws_with_another_toolkit =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.awt..", "javax.swing..", "javax.imageio..", "javax.print..")
          .because("the packaged runtime lacks the native libraries of everything but JavaFX");

  // Features beside each other

  @ArchTest
  static final ArchRule features_of_the_desktop_do_not_know_each_other =
      slices()
          .matching("chat.parley.ui.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              not(resideInAPackage("chat.parley.ui.kit..")),
              resideInAPackage("chat.parley.ui.kit.."))
          .because("the main window joins them, so that each can be read and tested alone");

  @ArchTest
  static final ArchRule features_of_the_desktop_do_not_know_the_main_window =
      noClasses()
          .that()
          .resideInAPackage("chat.parley.ui.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("chat.parley.ui")
          .because("the main window knows the features, and not the other way round");

  @ArchTest
  static final ArchRule the_two_protocols_share_no_frames =
      slices()
          .matching("chat.parley.wire.(*)..")
          .should()
          .notDependOnEachOther()
          .because("a contact is one or the other, and there is no falling back");

  @ArchTest
  static final ArchRule the_two_protocols_share_no_sessions =
      slices()
          .matching("chat.parley.session.(*)..")
          .should()
          .notDependOnEachOther()
          .because("a contact is one or the other, and there is no falling back");

  // Who may use what from outside

  @ArchTest
  static final ArchRule cryptography_is_in_one_package =
      noClasses()
          .that()
          .resideOutsideOfPackage("chat.parley.crypto..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.bouncycastle..", "javax.crypto..", "java.security..")
                  .and(not(nameMatching("java\\.security\\.SecureRandom"))))
          .because("one place decides how each standard is used, and is read by whoever audits it");

  @ArchTest
  static final ArchRule javafx_is_in_ui_and_app =
      onlyIn("the core runs under a terminal, too", "ui", "app")
          .using(
              "javafx..",
              "com.sun.javafx..",
              "com.sun.glass..",
              "org.controlsfx..",
              "impl.org.controlsfx..",
              "atlantafx..",
              "org.kordamp..");

  @ArchTest
  static final ArchRule view_models_know_no_nodes =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("ViewModel")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene..", "javafx.stage..", "org.controlsfx..")
          .because("a view model is tested without a toolkit");

  @ArchTest
  static final ArchRule one_class_is_the_door_to_the_fx_thread =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("chat.parley.ui.kit.UiThread")
          .should()
          .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
          .because("who crosses threads must be found in one place");

  @ArchTest
  static final ArchRule netty_is_in_the_relay =
      onlyIn("a client's one connection needs a virtual thread, not an event loop", "relay")
          .using("io.netty..");

  @ArchTest
  static final ArchRule json_is_where_bytes_are_read =
      onlyIn("values inside the program are records", "wire", "session.classic", "store")
          .using("com.google.gson..");

  @ArchTest
  static final ArchRule command_lines_are_in_app =
      onlyIn("a library of ours is called, not started", "app").using("picocli..");

  @ArchTest
  static final ArchRule sessions_do_no_io =
      noClasses()
          .that()
          .resideInAnyPackage("chat.parley.session..", "chat.parley.model..", "chat.parley.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..")
          .because("what is pure is tested with every loss, repetition and delay there is");

  // Manners

  @ArchTest
  static final ArchRule only_programs_print =
      noClasses()
          .that()
          .resideOutsideOfPackage("chat.parley.app..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethodWhere(target(name("printStackTrace")))
          .because("a library that prints cannot be used in a pipe; System.Logger is for logs");

  @ArchTest
  static final ArchRule only_programs_exit =
      noClasses()
          .that()
          .resideOutsideOfPackage("chat.parley.app..")
          .should()
          .callMethod(System.class, "exit", int.class)
          .because("only a main decides that the program is over");

  @ArchTest
  static final ArchRule names_are_nouns_of_the_domain =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?")
          .because("such a name says that nobody knew what the class is for");

  private static ArchRule onlyImports(String name, String... allowed) {
    String[] ours = packages(Stream.concat(Stream.of(name), Arrays.stream(allowed)));
    return classes()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(ours).or(not(resideInAPackage("chat.parley.."))))
        .as(
            "%s imports %s"
                .formatted(name, allowed.length == 0 ? "nothing of ours" : only(allowed)));
  }

  private static String only(String... allowed) {
    return "only " + String.join(", ", allowed);
  }

  private static Owners onlyIn(String reason, String... owners) {
    return new Owners(reason, List.of(owners));
  }

  private static String[] packages(Stream<String> names) {
    return names.map(name -> ROOT + name + "..").toArray(String[]::new);
  }

  private record Owners(String reason, List<String> names) {
    ArchRule using(String... libraries) {
      return noClasses()
          .that()
          .resideOutsideOfPackages(packages(names.stream()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(libraries)
          .because(reason);
    }
  }
}
